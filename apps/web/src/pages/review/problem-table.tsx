import type { ProblemComparison, WordChange } from '@domain/comparison';
import { useTranslation } from 'react-i18next';
import type { ReportContent } from '../../api/contract';
import { Button } from '../../kit/button';
import { dateText } from '../../time/date-text';
import styles from './comment-column.module.css';
import { MarkNumbers, type Remark, remarked } from './numbered-marks';

type Problem = ReportContent['problems'][number];
type Field = 'problem' | 'cause' | 'measure' | 'person' | 'dueOn' | 'account';

/** A cell's text as it changed: marked words, or the old text before the new one. */
function Changed({ words, before, after }: { words?: WordChange[]; before: string | null; after: string }) {
  const parts: WordChange[] = words ?? [
    { change: 'delete', text: before ?? '' },
    { change: 'insert', text: after },
  ];
  return parts
    .filter(({ text }) => text !== '')
    .map(({ change, text }, index) => {
      const key = `${change}${index}`;
      if (change === 'same') return <span key={key}>{text}</span>;
      return change === 'insert' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>;
    });
}

/** The problem list; with what is different in it, and what is said about each row. */
export function ProblemTable({
  problems,
  changes,
  remarksOf,
  onOpen,
  onComment,
}: {
  problems: Problem[];
  /** Every row, where the list is not the same as what it is compared with. */
  changes: ProblemComparison[];
  remarksOf: (id: string) => Remark[];
  onOpen: (id: string) => void;
  onComment?: (problem: Problem) => void;
}) {
  const { t } = useTranslation('review');
  const rows: ProblemComparison[] =
    changes.length > 0
      ? changes
      : problems.map((problem, at) => ({ change: 'same', from: at, to: at, problem }));
  const cell = (row: ProblemComparison, field: Field) => {
    const { problem } = row;
    const shown = (value: string | null | undefined) =>
      field === 'dueOn' && value ? dateText(t, value) : (value ?? '');
    const text = shown(field === 'person' ? (problem.person ?? problem.leader) : problem[field]);
    if (row.change === 'insert') return text && <ins>{text}</ins>;
    if (row.change === 'delete') return text && <del>{text}</del>;
    if (row.change === 'same') return text;
    const own = row.fields.find((changed) => changed.field === field);
    const led = field === 'person' && !problem.person && row.fields.find(({ field }) => field === 'leader');
    const changed = own ?? led;
    if (!changed) return text;
    return <Changed words={changed.words} before={shown(changed.before)} after={text} />;
  };
  return (
    <table className="problems">
      <thead>
        <tr>
          <th>{t('problems.problem')}</th>
          <th>{t('problems.cause')}</th>
          <th>{t('problems.measure')}</th>
          <th className="no-wrap">{t('problems.person')}</th>
          <th className="no-wrap">{t('problems.dueOn')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { problem } = row;
          const gone = row.change === 'delete';
          const remarks = gone ? [] : remarksOf(problem.id);
          return (
            <tr
              key={`${problem.id}${row.change}`}
              {...remarked(remarks)}
              {...(row.change === 'same' ? {} : { 'data-change': '', tabIndex: -1 })}
            >
              <td>
                {cell(row, 'problem')}
                <MarkNumbers marks={remarks} onOpen={onOpen} />
                {onComment && !gone && (
                  <Button
                    small
                    text
                    className={styles.comment}
                    aria-label={t('comment.onProblemRow', { problem: problem.problem })}
                    onClick={() => onComment(problem)}
                  >
                    {t('comment.add')}
                  </Button>
                )}
              </td>
              <td data-label={t('problems.cause')}>{cell(row, 'cause')}</td>
              <td data-label={t('problems.measure')}>
                {cell(row, 'measure')}
                {problem.account && (
                  <p>
                    {t('items.account', { text: '' })}
                    {cell(row, 'account')}
                  </p>
                )}
              </td>
              <td className="no-wrap" data-label={t('problems.person')}>
                {cell(row, 'person')}
              </td>
              <td data-label={t('problems.dueOn')}>{cell(row, 'dueOn')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
