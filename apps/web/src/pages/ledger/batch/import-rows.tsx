import { useTranslation } from 'react-i18next';
import type { ImportAnswer } from '../../../api/ledger-batch';
import { dateText } from '../../../time/date-text';
import styles from './import-rows.module.css';

/** How each row was read, or why it cannot be entered; those first that have to be mended. */
export function ImportRows({ rows }: { rows: ImportAnswer['rows'] }) {
  const { t } = useTranslation(['batch', 'ledger']);
  const shown = [...rows].sort((a, b) => Number(a.ok) - Number(b.ok) || a.line - b.line);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it (WCAG 2.1.1).
    <section className={`surface ${styles.frame}`} aria-label={t('imp.rows')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('imp.line')}</th>
            <th scope="col">{t('ledger:unit')}</th>
            <th scope="col">{t('ledger:problem')}</th>
            <th scope="col">{t('ledger:dueLabel')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ line, ok, org, problem, dueOn, faults = [] }) => (
            <tr key={line} className={ok ? undefined : styles.wrong}>
              <td className={styles.line}>{t('imp.lineNo', { n: line })}</td>
              {ok ? (
                <>
                  <td>{org?.name}</td>
                  <td>{problem}</td>
                  <td>{dueOn && dateText(t, dueOn)}</td>
                </>
              ) : (
                <td colSpan={3}>
                  {faults.map(({ pointer, detail }) => (
                    <p key={pointer + detail} className="hot">
                      {detail.replace(/^第\d+行：/, '')}
                    </p>
                  ))}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
