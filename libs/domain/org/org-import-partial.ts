import type { FieldProblem } from '../problems';
import { type OrgImportPlan, type OrgImportRow, planOrgImport, type StandingUnit } from './org-import';

export interface TakableOptions {
  rootAllowed: boolean;
  /** What is wrong with rows before they are planned, the first list being what cannot be believed. */
  faults: readonly [readonly FieldProblem[], ...(readonly FieldProblem[])[]];
  /** What hangs below a row that is not taken is looked for as well, so that the rest can be taken. */
  partial: boolean;
}

/** A plan for the rows that have no fault, and the faults of the others. */
export function planTakable(
  rows: readonly OrgImportRow[],
  standing: ReadonlyMap<string, StandingUnit>,
  { rootAllowed, faults: [doubts, ...others], partial }: TakableOptions,
): { plan: OrgImportPlan; refused: FieldProblem[] } {
  const left = new Map<string, number>();
  const refused: FieldProblem[] = [];
  let open = rows;
  for (;;) {
    const planned = planOrgImport(open, standing, { rootAllowed, left });
    const first = refused.length === 0;
    const faults = allFaults(
      first ? doubts : [],
      ...(first ? others : []),
      'faults' in planned ? planned.faults : [],
    );
    if (faults.length === 0 && 'plan' in planned) return { plan: planned.plan, refused };
    refused.push(...faults);
    if (!partial) return { plan: { create: [], update: [], unchanged: 0 }, refused };
    const faulty = new Set(faults.map(lineOf));
    for (const { code, line } of open)
      if (faulty.has(line) && code !== '' && !left.has(code)) left.set(code, line);
    open = open.filter(({ line }) => !faulty.has(line));
  }
}

export const lineOf = ({ pointer }: FieldProblem) => Number(pointer.split('/')[2]);

/** By line; what a rule says of a value that cannot be believed anyway is left out. */
function allFaults(doubts: readonly FieldProblem[], ...others: (readonly FieldProblem[])[]): FieldProblem[] {
  const doubted = new Set(doubts.map(({ pointer }) => pointer));
  return [...doubts, ...others.flat().filter(({ pointer }) => !doubted.has(pointer))];
}
