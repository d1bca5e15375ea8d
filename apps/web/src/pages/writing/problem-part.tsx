import { contentLimits } from '@domain/review/content-limits';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedItem } from '../../api/report';
import { Button } from '../../kit/button';
import { freshId } from '../../kit/fresh-id';
import { Icon } from '../../kit/icon';
import { pastedTable } from '../../kit/pasted-table';
import { isTooLong, TooLong } from '../../kit/too-long';
import { TypedDateField } from '../../kit/typed-date-field';
import { useTakeBack } from '../../kit/use-take-back';
import { dateText } from '../../time/date-text';
import type { DraftProblem } from './draft';
import { accountField } from './item-panel';
import styles from './problem-part.module.css';
import sectionPart from './section-part.module.css';
import { fillProblems, type ProblemField } from './table-filling';

type Field = ProblemField | 'account';

const limitOf = (field: Field): number =>
  field === 'leader' || field === 'person'
    ? contentLimits.name
    : field === 'unit'
      ? contentLimits.unit
      : contentLimits.problemField;

/** The same field of the next row. */
function moveDown(field: HTMLElement): void {
  const name = field.closest<HTMLElement>('[data-field]')?.dataset.field;
  const fields = [
    ...(field.closest('section')?.querySelectorAll<HTMLElement>(`[data-field="${name}"]`) ?? []),
  ];
  const at = fields.findIndex((other) => other.contains(field));
  fields[at + 1]?.querySelector<HTMLElement>('input, textarea')?.focus();
}

function Cell({
  label,
  field,
  value,
  onChange,
  onPaste,
}: {
  label: string;
  field: Field;
  value: string | undefined;
  onChange: (value: string) => void;
  onPaste: (event: ClipboardEvent) => void;
}) {
  const limit = limitOf(field);
  return (
    <div className={styles.cell} data-field={field}>
      <textarea
        aria-label={label}
        aria-invalid={isTooLong(value, limit)}
        rows={2}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value)}
        onPaste={onPaste}
      />
      <TooLong text={value} limit={limit} />
    </div>
  );
}

function OpenRow({
  problem,
  number,
  item,
  onChange,
  onTable,
  onRemove,
}: {
  problem: DraftProblem;
  number: number;
  /** Number of the item that the row continues. */
  item: string | undefined;
  onChange: (field: Field, value: string) => void;
  /** A range of a spreadsheet was pasted into a field. */
  onTable: (field: ProblemField, rows: string[][]) => void;
  onRemove?: () => void;
}) {
  const { t } = useTranslation('writing');
  const small = ['leader', 'person'] as const;
  const paste = (field: ProblemField) => (event: ClipboardEvent) => {
    const rows = pastedTable(event.clipboardData);
    if (!rows) return;
    event.preventDefault();
    onTable(field, rows);
  };
  const goDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    moveDown(event.currentTarget);
  };
  return (
    <div className={`${styles.row} ${styles.open}`} id={`problem-${problem.id ?? problem.key}`}>
      <span className={styles.number}>{number}</span>
      {(['problem', 'cause', 'measure'] as const).map((field) => (
        <Cell
          key={field}
          field={field}
          label={t('problems.cell', { number, field: t(`problems.${field}`) })}
          value={problem[field]}
          onChange={(value) => onChange(field, value)}
          onPaste={paste(field)}
        />
      ))}
      <div className={`${styles.details} ${styles.cell}`}>
        {small.map((field) => (
          <label key={field} data-field={field}>
            <span>{t(`problems.${field}`)}</span>
            <input
              aria-invalid={isTooLong(problem[field], limitOf(field))}
              value={problem[field] ?? ''}
              onChange={(event) => onChange(field, event.target.value)}
              onKeyDown={goDown}
              onPaste={paste(field)}
            />
            <TooLong text={problem[field]} limit={limitOf(field)} />
          </label>
        ))}
        <div data-field="dueOn">
          <span>{t('problems.dueOn')}</span>
          <TypedDateField
            label={t('problems.cell', { number, field: t('problems.dueOn') })}
            value={problem.dueOn ?? ''}
            onChange={(value) => onChange('dueOn', value)}
            onEnter={moveDown}
          />
        </div>
        {onRemove && (
          <button type="button" className="link plain" onClick={onRemove}>
            {t('problems.remove')}
          </button>
        )}
      </div>
      {problem.ledgerId && (
        <label className={styles.account} data-field="account">
          <span>{item ? t('items.accountOf', { item }) : t('items.account')}</span>
          <textarea
            id={accountField(problem.key)}
            aria-label={t('problems.cell', { number, field: t('items.account') })}
            aria-invalid={isTooLong(problem.account, limitOf('account'))}
            rows={2}
            placeholder={t('items.accountHint')}
            value={problem.account ?? ''}
            onChange={(event) => onChange('account', event.target.value)}
          />
          <TooLong text={problem.account} limit={limitOf('account')} />
        </label>
      )}
    </div>
  );
}

function FrozenRow({ problem }: { problem: DraftProblem }) {
  const { t } = useTranslation('writing');
  return (
    <div className={`${styles.row} ${styles.frozen}`} id={`problem-${problem.id ?? problem.key}`}>
      <span className={styles.number}>
        <Icon name="lock" label={t('frozen')} />
      </span>
      <div>{problem.problem}</div>
      <div>{problem.cause}</div>
      <div>{problem.measure}</div>
      <div className={styles.details}>
        {problem.leader && t('problems.leaderIs', { name: problem.leader })}
        <br />
        {problem.person && t('problems.personIs', { name: problem.person })}
        <br />
        {problem.dueOn && <span className="no-wrap">{dateText(t, problem.dueOn)}</span>}
      </div>
      {problem.account && (
        <div className={styles.account}>
          <span>{t('items.account')}</span>
          <p>{problem.account}</p>
        </div>
      )}
    </div>
  );
}

/** Problem → cause → measure, who does it and by when. */
export function ProblemPart({
  problems,
  items,
  isOpen,
  mayAdd,
  onChange,
}: {
  problems: DraftProblem[];
  /** Items that rows may continue. */
  items: ListedItem[];
  isOpen: (id: string | undefined) => boolean;
  mayAdd: boolean;
  /** By what they are when it happens: other edits made meanwhile stay. */
  onChange: (edit: (problems: DraftProblem[]) => DraftProblem[]) => void;
}) {
  const { t } = useTranslation('writing');
  const offerBack = useTakeBack();
  const remove = (index: number) => {
    const removed = problems[index];
    if (!removed) return;
    onChange((now) => now.filter((row) => row.key !== removed.key));
    offerBack(t('problems.removed', { number: index + 1 }), () =>
      onChange((now) => [...now.slice(0, index), removed, ...now.slice(index)]),
    );
  };
  const edit = (key: string, field: Field, value: string) =>
    onChange((now) => now.map((row) => (row.key === key ? { ...row, [field]: value } : row)));
  const fill = (key: string, field: ProblemField, rows: string[][]) =>
    onChange((now) =>
      fillProblems(
        now,
        rows,
        { row: now.findIndex((row) => row.key === key), field },
        (id) => isOpen(id) && (id !== undefined || mayAdd),
        freshId,
      ),
    );
  return (
    <section className={sectionPart.section} id="part-problems">
      <header className="wide">
        <h2>{t('problems.title')}</h2>
        <span className={sectionPart.count}>{t('problems.count', { count: problems.length })}</span>
      </header>
      <div className={`surface ${styles.table}`}>
        {problems.length > 0 && (
          <div className={styles.heads}>
            <span />
            <span>{t('problems.problem')}</span>
            <span className={styles.arrow}>{t('problems.cause')}</span>
            <span className={styles.arrow}>{t('problems.measure')}</span>
            <span>{t('problems.who')}</span>
          </div>
        )}
        {problems.map((problem, index) =>
          isOpen(problem.id) ? (
            <OpenRow
              key={problem.key}
              problem={problem}
              number={index + 1}
              item={items.find(({ id }) => id === problem.ledgerId)?.number}
              onChange={(field, value) => edit(problem.key, field, value)}
              onTable={(field, rows) => fill(problem.key, field, rows)}
              onRemove={() => remove(index)}
            />
          ) : (
            <FrozenRow key={problem.key} problem={problem} />
          ),
        )}
        {problems.length === 0 && <p className={`${styles.empty} muted`}>{t('problems.empty')}</p>}
        {mayAdd && (
          <p className={`${styles.add} no-paper`}>
            <Button small onClick={() => onChange((now) => [...now, { key: freshId(), problem: '' }])}>
              <Icon name="plus" /> {t('problems.add')}
            </Button>
          </p>
        )}
      </div>
    </section>
  );
}
