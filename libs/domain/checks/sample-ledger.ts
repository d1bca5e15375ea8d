import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { LedgerFacts } from '../ledger/listed-item';
import type { ItemState } from '../ledger/words';
import type { ProblemItem } from '../review/content';
import type { RuleExample } from './draft-rule';

/** A row of the problem list in which no other rule finds anything. */
export const sampleRow: ProblemItem = {
  id: '0197a5c2-0000-7000-8000-000000000002',
  problem: '品牌提炼不够',
  cause: '宣传的办法比较单一',
  measure: '请师生和家长共同参与，形成展示方案',
  person: '周敏',
  dueOn: '2026-03-31',
};

/** The ledger of a unit with one item, or with none. */
export function sampleLedger(item: { state: ItemState } | null): LedgerFacts {
  const items = item
    ? [
        {
          id: 'item',
          number: '〔2025〕整改3号',
          problem: '学习记录不够规范',
          source: 'inspection' as const,
          state: item.state,
          enteredOn: '2025-03-05',
          dueOn: '2025-09-30',
          closedOn: item.state === 'closed' ? '2025-09-20' : null,
          measures: 2,
          measuresDone: 1,
        },
      ]
    : [];
  return { since: '2025-01-01', items, total: items.length, followed: [], measureTexts: [] };
}

export const promisedLastYear = {
  problems: [
    { id: 'promised', problem: '走访群众不够', measure: '每名党员每季度走访两户家庭，记入走访手册' },
  ],
};

/** A template whose indicator `problems_found` is the ledger's number of items, and a report that says so many. */
export function withBoundIndicator(problems_found: number): Pick<RuleExample, 'content' | 'template'> {
  return {
    template: {
      indicators: branchAnnualTemplate.indicators.map((indicator) =>
        indicator.key === 'problems_found'
          ? { ...indicator, source: { from: 'ledger' as const, figure: 'items' as const } }
          : indicator,
      ),
    },
    content: {
      indicators: { theme_days: 12, lectures: 5, branch_meetings: 12, member_meetings: 4, problems_found },
    },
  };
}
