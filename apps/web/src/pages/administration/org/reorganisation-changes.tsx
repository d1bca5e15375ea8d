import { useTranslation } from 'react-i18next';
import type { Reorganisation } from '../../../api/administration';
import styles from './reorganisation-changes.module.css';

const mostShown = 8;
const shownKinds = ['moved', 'upgraded', 'merged', 'absorbed', 'split', 'dissolved'];

/** What a reorganisation does to each unit, in words; `nameOf` knows units by their codes. */
export function ReorganisationChanges({
  changes,
  nameOf,
}: {
  changes: Reorganisation['changes'];
  nameOf: (code: string) => string;
}) {
  const { t } = useTranslation('administration');
  const shown = changes.filter(({ kind }) => shownKinds.includes(kind) && kind !== 'absorbed');
  const place = (value: unknown) => (typeof value === 'string' ? nameOf(value) : '—');
  return (
    <ul className={styles.changes}>
      {shown.slice(0, mostShown).map(({ unit, kind, before, after }) => (
        <li key={unit.code + kind}>
          <b>{nameOf(unit.code)}</b>{' '}
          {t(`org.change.${kind}`, {
            from: place(before.parent),
            to: place(after.parent),
            into: place(after.into),
          })}
        </li>
      ))}
      {shown.length > mostShown && (
        <li className="faint">{t('org.moreChanges', { count: shown.length - mostShown })}</li>
      )}
    </ul>
  );
}
