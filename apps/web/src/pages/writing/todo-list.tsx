import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { useFocusBack } from '../../kit/use-focus-back';
import type { Todo, TodoItem } from './todo';
import styles from './todo-list.module.css';

/** Closes the list where it stands over the page: by its button, beside it, or by Esc. */
function SheetClose({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  useFocusBack();
  useEffect(() => {
    const leave = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [onClose]);
  return (
    <Button text small autoFocus aria-label={t('close')} onClick={onClose}>
      <Icon name="close" />
    </Button>
  );
}

/** 还需处理: each line jumps to its place. */
export function TodoList({
  todo,
  sheet,
  onJump,
  onClose,
}: {
  todo: Todo;
  /** Over the page, as a phone shows it. */
  sheet: boolean;
  onJump: (item: TodoItem) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const total = todo.items.length;
  const done = total - todo.left;
  const [all, setAll] = useState(false);
  // A few lines, whole ones, and the rest on request.
  const most = all || sheet ? Number.POSITIVE_INFINITY : 5;
  const open = [
    ...todo.items.filter((item) => !item.done).map((item) => ({ item, warning: false })),
    ...todo.warnings.map((item) => ({ item, warning: true })),
  ];
  const shown = open.slice(0, most);
  const hidden = open.slice(most);
  const reminders = hidden.filter(({ warning }) => warning).length;
  const others = hidden.length - reminders;
  return (
    <>
      {sheet && (
        <button
          type="button"
          className={`${styles.veil} no-paper`}
          tabIndex={-1}
          aria-hidden="true"
          onClick={onClose}
        />
      )}
      <aside className={`${styles.list} no-paper`} aria-label={t('todo.label')}>
        <div className={styles.panel} data-todo-panel>
          <h2>
            {todo.left > 0 ? t('todo.title', { count: todo.left }) : t('todo.none')}
            {total > 0 && <span className="count">{t('todo.done', { done, total })}</span>}
            {sheet && <SheetClose onClose={onClose} />}
          </h2>
          {total > 0 && (
            <div className="meter">
              <i style={{ width: `${(done / total) * 100}%` }} />
            </div>
          )}
          <ul>
            {shown.map(({ item, warning }) => (
              <li key={item.id} className={warning ? styles.warned : styles.missing}>
                <Icon name={warning ? 'warning' : 'error'} label={warning ? t('todo.mayMend') : undefined} />
                <button type="button" className={`plain ${styles.jump}`} onClick={() => onJump(item)}>
                  {t(`todo.${item.kind}`, { text: item.text })}
                </button>
              </li>
            ))}
            {hidden.length > 0 && (
              <li className={styles.more}>
                <button type="button" className="link plain" onClick={() => setAll(true)}>
                  {others > 0 && t('todo.more', { count: others })}
                  {reminders > 0 &&
                    t(others > 0 ? 'todo.andReminders' : 'todo.reminders', { count: reminders })}
                </button>
              </li>
            )}
            {todo.items
              .filter((item) => item.done)
              .map((item) => (
                <li key={item.id} className={styles.settled}>
                  <Icon name="check" />
                  <span>{t(`todo.${item.kind}`, { text: item.text })}</span>
                </li>
              ))}
          </ul>
        </div>
      </aside>
    </>
  );
}
