import type { IndicatorDefinition } from '../../api/contract';
import type { DraftProblem } from './draft';
import { readFigure } from './figure';

const bare = (name: string): string => name.normalize('NFKC').replace(/[\s:：()（）]/g, '');

/**
 * What a pasted range says of the indicators: by their names where it has them (with the figure in the first cell
 * beside that reads as one), else down the column from where it was pasted.
 */
export function figuresOf(
  rows: string[][],
  indicators: IndicatorDefinition[],
  from: string,
): Record<string, string> {
  const byName = new Map(indicators.map((indicator) => [bare(indicator.name), indicator]));
  const named = rows.flatMap((cells) => {
    const at = cells.findIndex((cell) => byName.has(bare(cell)));
    const indicator = byName.get(bare(cells[at] ?? ''));
    if (!indicator) return [];
    const beside = cells.slice(at + 1).filter((cell) => cell !== '');
    const figure = beside.find((cell) => readFigure(cell, indicator.unit).kind === 'figure') ?? beside[0];
    return figure === undefined ? [] : [[indicator.key, figure] as const];
  });
  if (named.length > 0) return Object.fromEntries(named);
  const start = indicators.findIndex((indicator) => indicator.key === from);
  return Object.fromEntries(
    rows.flatMap(([cell = ''], index) => {
      const indicator = indicators[start + index];
      return indicator ? [[indicator.key, cell] as const] : [];
    }),
  );
}

export const problemFields = ['problem', 'cause', 'measure', 'leader', 'person', 'dueOn'] as const;
export type ProblemField = (typeof problemFields)[number] | 'unit';

const titles: Record<ProblemField, RegExp> = {
  problem: /^(?:存在的?|主要)?问题/,
  cause: /原因/,
  measure: /措施/,
  leader: /领导/,
  unit: /单位|部门/,
  person: /责任人|具体人员|整改人/,
  dueOn: /期限|时限|时间|日期/,
};

/** The fields that the columns of a pasted range stand for, where its first row names them. */
function headedBy(cells: string[]): (ProblemField | null)[] | null {
  const fields = cells.map(
    (cell) =>
      (Object.keys(titles) as ProblemField[]).find(
        (field) => cell.length <= 10 && titles[field].test(cell),
      ) ?? null,
  );
  return fields.filter(Boolean).length >= 2 ? fields : null;
}

/**
 * Puts a pasted range into the list from a row and field on, and adds rows as needed. A first row of titles says
 * which column is what; frozen rows are passed over. `newKey` names each added row.
 */
export function fillProblems(
  problems: DraftProblem[],
  rows: string[][],
  from: { row: number; field: ProblemField },
  isOpen: (id: string | undefined) => boolean,
  newKey: () => string,
): DraftProblem[] {
  const titled = headedBy(rows[0] ?? []);
  const columns = titled ?? problemFields.slice(Math.max(0, problemFields.indexOf(from.field as never)));
  const filled = [...problems];
  let at = from.row;
  for (const cells of titled ? rows.slice(1) : rows) {
    while (filled[at] && !isOpen(filled[at]?.id)) at += 1;
    const row: DraftProblem = { ...(filled[at] ?? { key: newKey(), problem: '' }) };
    for (const [index, cell] of cells.entries()) {
      const field = columns[index];
      if (field && cell !== '') row[field] = cell;
    }
    filled[at] = row;
    at += 1;
  }
  return filled;
}
