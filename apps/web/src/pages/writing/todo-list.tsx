import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../kit/button';
import { Icon } from '../../kit/icon';
import { useFocusBack } from '../../kit/use-focus-back';
import type { Todo, TodoItem } from './todo';

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

/** 还需处理: each line jumps to its place. `roomy`: the margin beside the first parts is free for it. */
export function TodoList({
  todo,
  roomy,
  sheet,
  onJump,
  onClose,
}: {
  todo: Todo;
  roomy: boolean;
  /** Over the page, as a phone shows it. */
  sheet: boolean;
  onJump: (item: TodoItem) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('writing');
  const total = todo.items.length;
  const done = total - todo.left;
  const shown = todo.items.filter((item) => !item.done).slice(0, 8);
  const hidden = todo.left - shown.length;
  return (
    <>
      {sheet && (
        <button type="button" className="todo-x" tabIndex={-1} aria-hidden="true" onClick={onClose} />
      )}
      <aside className={roomy ? 'todo roomy' : 'todo'} aria-label={t('todo.label')}>
        <div className="todo-in">
          <h2>
            {todo.left > 0 ? t('todo.title', { count: todo.left }) : t('todo.none')}
            {total > 0 && <span className="n">{t('todo.done', { done, total })}</span>}
            {sheet && <SheetClose onClose={onClose} />}
          </h2>
          {total > 0 && (
            <div className="bar">
              <i style={{ width: `${(done / total) * 100}%` }} />
            </div>
          )}
          <ul>
            {shown.map((item) => (
              <li key={item.id} className="no">
                <Icon name="error" />
                <button type="button" className="plain jump" onClick={() => onJump(item)}>
                  {t(`todo.${item.kind}`, { text: item.text })}
                </button>
              </li>
            ))}
            {hidden > 0 && <li className="more">{t('todo.more', { count: hidden })}</li>}
            {todo.items
              .filter((item) => item.done)
              .map((item) => (
                <li key={item.id} className="ok">
                  <Icon name="check" />
                  <span>{t(`todo.${item.kind}`, { text: item.text })}</span>
                </li>
              ))}
            {todo.warnings > 0 && (
              <li className="wa">
                <Icon name="warning" />
                <span>{t('todo.warnings', { count: todo.warnings })}</span>
              </li>
            )}
          </ul>
        </div>
      </aside>
    </>
  );
}
