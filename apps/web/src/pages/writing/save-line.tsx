import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../kit/icon';
import { clockText } from '../../time/date-text';
import styles from './save-line.module.css';
import type { SaveState } from './use-draft';

const icons: Record<SaveState['kind'], IconName> = {
  'someone else': 'lock',
  clean: 'check',
  pending: 'pen',
  saving: 'upload',
  saved: 'check',
  unreachable: 'offline',
  expired: 'lock',
  conflict: 'warning',
  refused: 'error',
};

function useSaveText(state: SaveState): string {
  const { t } = useTranslation('writing');
  switch (state.kind) {
    case 'saved':
      return t('save.saved', { at: clockText(state.at) });
    case 'refused':
      return t('save.refused', { text: state.text });
    case 'someone else':
      return t('save.someoneElse');
    case 'unreachable':
      if (!state.kept) return t('save.keptNowhere');
      return t(state.offline ? 'save.offline' : 'save.busy');
    default:
      return t(`save.${state.kind}`);
  }
}

/** Says where the text is; an act where there is one. Never a toast. */
export function SaveLine({
  state,
  onCompare,
  onRetry,
}: {
  state: SaveState;
  onCompare: () => void;
  onRetry: () => void;
}) {
  const { t } = useTranslation('writing');
  const text = useSaveText(state);
  return (
    <span className={`${styles.saved} ${styles[state.kind] ?? ''}`} role="status">
      <Icon name={icons[state.kind]} />
      <span className={styles.text}>{text}</span>
      {state.kind === 'conflict' && (
        <button type="button" className="link plain" onClick={onCompare}>
          {t('save.compare')}
        </button>
      )}
      {(state.kind === 'expired' || state.kind === 'refused' || state.kind === 'unreachable') && (
        <button type="button" className="link plain" onClick={onRetry}>
          {state.kind === 'expired' ? t('save.signIn') : t('common:retry')}
        </button>
      )}
    </span>
  );
}
