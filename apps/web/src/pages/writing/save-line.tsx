import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../kit/icon';
import { clockText } from '../../time/date-text';
import type { SaveState } from './use-draft';

const icons: Record<SaveState['kind'], IconName> = {
  clean: 'check',
  pending: 'pen',
  saving: 'upload',
  saved: 'check',
  offline: 'offline',
  expired: 'lock',
  conflict: 'warning',
  refused: 'error',
};

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
  return (
    <span className={`saved ${state.kind}`} role="status">
      <Icon name={icons[state.kind]} />
      <span className="saved-t" title={state.kind === 'refused' ? state.text : undefined}>
        {state.kind === 'saved'
          ? t('save.saved', { at: clockText(state.at) })
          : t(`save.${state.kind}`, { text: state.kind === 'refused' ? state.text : '' })}
      </span>
      {state.kind === 'conflict' && (
        <button type="button" className="link plain" onClick={onCompare}>
          {t('save.compare')}
        </button>
      )}
      {(state.kind === 'expired' || state.kind === 'refused' || state.kind === 'offline') && (
        <button type="button" className="link plain" onClick={onRetry}>
          {state.kind === 'expired' ? t('save.signIn') : t('common:retry')}
        </button>
      )}
    </span>
  );
}
