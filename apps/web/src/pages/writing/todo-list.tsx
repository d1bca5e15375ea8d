import { useTranslation } from 'react-i18next';
import { Icon } from '../../kit/icon';
import type { Todo, TodoItem } from './todo';

/** 还需处理: each line jumps to its place. `roomy`: the margin beside the first parts is free for it. */
export function TodoList({
  todo,
  roomy,
  onJump,
}: {
  todo: Todo;
  roomy: boolean;
  onJump: (item: TodoItem) => void;
}) {
  const { t } = useTranslation('writing');
  const total = todo.items.length;
  const done = total - todo.left;
  const shown = todo.items.filter((item) => !item.done).slice(0, 8);
  const hidden = todo.left - shown.length;
  return (
    <aside className={roomy ? 'todo roomy' : 'todo'} aria-label={t('todo.label')}>
      <div className="todo-in">
        <h2>
          {todo.left > 0 ? t('todo.title', { count: todo.left }) : t('todo.none')}
          {total > 0 && <span className="n">{t('todo.done', { done, total })}</span>}
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
  );
}
