import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../api/contract';
import { ActDialog } from '../../kit/dialog';
import { Field } from '../../kit/field';
import { limit } from '../../kit/limit';
import { useKeptText } from '../../kit/use-kept-text';
import type { BigChange } from './big-changes';
import styles from './submit-dialog.module.css';
import type { TodoItem } from './todo';

/** Before a report goes: who gets it and after whom, what is not as it might be, and a word on figures that leapt. */
export function SubmitDialog({
  report,
  who,
  route,
  warnings,
  changes,
  onJump,
  onSubmit,
  onClose,
}: {
  report: Report;
  /** Who gets it. */
  who: string;
  /** The steps that follow, in their order. */
  route: string[];
  warnings: TodoItem[];
  changes: BigChange[];
  onJump: (item: TodoItem) => void;
  onSubmit: (note: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const [note, setNote] = useKeptText(`submit.${report.id}`);
  return (
    <ActDialog
      title={t('submit.confirm', { title: report.cycle.title })}
      confirm={t('submit.button')}
      cancel={t('submit.back')}
      onConfirm={async () => {
        await onSubmit(note.trim());
        setNote('');
      }}
      onClose={onClose}
    >
      <p>{t('submit.next', { who })}</p>
      {route.length > 1 && <p className="muted">{t('submit.route', { steps: route.join(' → ') })}</p>}
      {warnings.length > 0 && (
        <section className={styles.part}>
          <h3>{t('submit.warnings', { count: warnings.length })}</h3>
          <ul>
            {warnings.map((item) => (
              <li key={item.id}>
                <button
                  type="button"
                  className="link plain"
                  onClick={() => {
                    onClose();
                    onJump(item);
                  }}
                >
                  {item.text}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {changes.length > 0 && (
        <section className={styles.part}>
          <h3>{t('submit.changes')}</h3>
          <ul>
            {changes.map(({ key, name, unit, before, now }) => (
              <li key={key}>{t('submit.change', { name, unit, before, now })}</li>
            ))}
          </ul>
          <Field label={t('submit.note')}>
            {(id) => (
              <Input.TextArea
                id={id}
                rows={3}
                count={limit(2000)}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        </section>
      )}
    </ActDialog>
  );
}
