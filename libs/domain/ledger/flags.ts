import type { Day } from '../deadlines';
import { currentItemStep, type ItemSnapshot } from './item';
import { stalledFrom } from './months';
import type { ItemFlag } from './words';

/** What stands beside the state on a day. The list filters by the same rules in the query. */
export function flagsOf(item: ItemSnapshot, today: Day): ItemFlag[] {
  const unfinished = item.state === 'assigned' || item.state === 'open' || item.state === 'in_verification';
  const flags: Array<[ItemFlag, boolean]> = [
    ['overdue', unfinished && item.dueOn < today],
    ['late_claim', isLateClaim(item, today)],
    [
      'stalled',
      item.state === 'open' && item.covered !== null && stalledFrom(item.covered, item.monthlyDay) <= today,
    ],
    ['extended', item.extensions > 0],
    ['relapsed', item.relapses > 0],
    ['no_verifier', currentItemStep(item)?.flag === 'no_reviewer'],
    ['source_changed', item.sourceChanged],
  ];
  return flags.flatMap(([flag, stands]) => (stands && item.state !== 'void' ? [flag] : []));
}

function isLateClaim(item: ItemSnapshot, today: Day): boolean {
  return item.lateClaim || (item.state === 'assigned' && item.planDueOn !== null && item.planDueOn < today);
}
