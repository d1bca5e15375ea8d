import type { Cycle, Tier } from '../../api/contract';
import { chooseCycle } from './choose-cycle';

const cycle = (code: string, state: Cycle['state'], dueAt: string) => ({
  id: `id-${code}`,
  code,
  state,
  tiers: [{ dueAt } as Tier],
});

describe('the cycle whose progress is shown', () => {
  const last = cycle('last', 'closed', '2025-12-20');
  const open = cycle('open', 'open', '2026-12-20');
  const draft = cycle('draft', 'draft', '2027-03-20');

  it('is an open one before a closed one', () => {
    expect(chooseCycle([last, open, draft], undefined)).toBe(open);
    expect(chooseCycle([last, draft], undefined)).toBe(last);
  });

  it('is no draft unless that is asked for: it has no progress', () => {
    expect(chooseCycle([draft], undefined)).toBeUndefined();
    expect(chooseCycle([last, draft], 'draft')).toBe(draft);
    expect(chooseCycle([last, draft], 'id-last')).toBe(last);
  });
});
