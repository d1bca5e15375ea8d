import { isUnsettled } from '../../../ledger/listed-item';
import { cutText } from '../../../text';
import { isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { sampleLedger, sampleRow } from '../../sample-ledger';

const shownOfProblem = 30;

export const itemUnaccounted: DraftRule = {
  id: 'item-unaccounted',
  explanation: '台账里没有销号的整改事项，报告都要交代整改情况。',
  severity: 'error',
  fires: { ledger: sampleLedger({ state: 'open' }) },
  silent: {
    ledger: sampleLedger({ state: 'open' }),
    content: {
      problems: [{ ...sampleRow, ledgerId: 'item', account: '已完成两项措施，其余的下季度完成。' }],
    },
  },
  check: ({ content, ledger, template }) => {
    if (!ledger || !template.problems.enabled) return [];
    const rows = new Map(content.problems.flatMap((row) => (row.ledgerId ? [[row.ledgerId, row]] : [])));
    return ledger.items.filter(isUnsettled).flatMap((item): RuleFinding[] => {
      const row = rows.get(item.id);
      if (row && !isBlank(row.account ?? '')) return [];
      const name = `${item.number}“${cutText(item.problem.trim(), shownOfProblem)}”`;
      return row
        ? [
            {
              anchor: { kind: 'problem', key: row.id },
              message: `整改事项${name}还没有写整改情况，请在这一条里写明。`,
            },
          ]
        : [
            {
              anchor: { kind: 'report' },
              message: `整改事项${name}尚未销号，请列入问题清单并写明整改情况。`,
            },
          ];
    });
  },
};
