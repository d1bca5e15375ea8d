import type { Cycle } from '../../api/contract';

type Chosen = Pick<Cycle, 'id' | 'code' | 'state' | 'tiers'>;

/** The cycle asked for by id or code, else the open one that is due last, else the closed one; a draft has no progress. */
export function chooseCycle<C extends Chosen>(cycles: C[], asked: string | undefined): C | undefined {
  if (asked) return cycles.find((cycle) => cycle.id === asked || cycle.code === asked);
  const lastDue = (cycle: C): string =>
    cycle.tiers
      .map((tier) => tier.dueAt)
      .sort()
      .at(-1) ?? '';
  const begun = cycles.filter((cycle) => cycle.state !== 'draft');
  const open = begun.filter((cycle) => cycle.state === 'open');
  return [...(open.length > 0 ? open : begun)].sort((a, b) => lastDue(b).localeCompare(lastDue(a)))[0];
}
