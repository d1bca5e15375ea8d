import { useTranslation } from 'react-i18next';
import styles from './import-preview.module.css';

/** What an import does to one row of the file. */
export interface ImportAct {
  line: number;
  act: 'create' | 'update' | 'appoint';
  /** A unit or a person, with code or username. */
  who: string;
  changes: string[];
}

const mostShown = 100;

/** How a file was read and what each row would do, before anything is written. */
export function ImportPreview({ acts, notes, total }: { acts: ImportAct[]; notes: string[]; total: number }) {
  const { t } = useTranslation('administration');
  const shown = acts.slice(0, mostShown);
  return (
    <>
      {notes.map((note) => (
        <p className="muted" key={note}>
          {note}
        </p>
      ))}
      {shown.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it (WCAG 2.1.1).
        <section className={styles.rows} aria-label={t('import.preview')} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('import.line')}</th>
                <th scope="col">{t('import.act')}</th>
                <th scope="col">{t('import.who')}</th>
                <th scope="col">{t('import.changes')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ line, act, who, changes }) => (
                <tr key={`${line} ${act} ${changes.join()}`}>
                  <td>{line}</td>
                  <td>{t(`import.acts.${act}`)}</td>
                  <td>{who}</td>
                  <td>{changes.join('；')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {total > shown.length && (
        <p className="faint">{t('import.moreRows', { count: total - shown.length })}</p>
      )}
    </>
  );
}
