import { useTranslation } from 'react-i18next';
import styles from './held-list.module.css';
import type { Holdup } from './holdups';

const mostShown = 12;

/** 卡在谁: who holds things up, the worst first; a click shows their reports alone. */
export function HeldList({
  held,
  only,
  onOnly,
}: {
  held: Holdup[];
  only: string[] | null;
  onOnly: (reportIds: string[]) => void;
}) {
  const { t } = useTranslation('completion');
  return (
    <section>
      <h2>
        {t('held')} <span className="faint">{t('heldWhat')}</span>
      </h2>
      {held.length === 0 && <p className="muted">{t('heldNone')}</p>}
      <ul className={styles.list}>
        {held.slice(0, mostShown).map((entry) => (
          <li key={entry.key}>
            <button
              type="button"
              className="plain"
              aria-pressed={only?.join() === entry.reportIds.join()}
              onClick={() => onOnly(entry.reportIds)}
            >
              <span>
                {entry.kind === 'vacant' ? entry.who : t(`common:role.${entry.role as 'reviewer'}`)}{' '}
                <b>{entry.kind === 'vacant' ? t('vacant') : entry.who}</b>
              </span>
              <span className="hot no-wrap">
                {t(`heldFor.${entry.kind}`, { count: entry.days, n: entry.reportIds.length })}
              </span>
              <small>{entry.orgs.slice(0, 3).join(t('common:listComma'))}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
