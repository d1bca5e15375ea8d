import type { ReportRow } from '../../api/contract';
import { columnsOf, isLate, overdueToMend, trackOf } from './track';

const now = Date.parse('2025-12-12T02:00:00Z');
const step = (index: number, kind: string, role: string) => ({
  index,
  org: { code: kind, kind },
  role,
  mode: 'any',
  status: 'waiting',
});
const full = [
  step(1, 'general_branch', 'reviewer'),
  step(2, 'bureau', 'reviewer'),
  step(3, 'bureau', 'leader'),
];
const report = (over: Record<string, unknown>): ReportRow =>
  ({
    id: 'r',
    state: 'not_started',
    dueAt: '2025-12-10T15:59:59.999Z',
    route: full,
    step: null,
    late: false,
    cycle: { timeZone: 'Asia/Shanghai' },
    waitingOn: { who: [{ id: 'u', name: '沈国梁' }], since: '2025-12-01T00:00:00Z' },
    returned: null,
    extension: null,
    firstSubmittedAt: null,
    allowedActions: [],
    ...over,
  }) as unknown as ReportRow;
const facts = (row: ReportRow, columns = columnsOf([report({})])) =>
  trackOf(row, columns, now).map((cell) => cell.fact.what);

describe('what is overdue', () => {
  it('is told apart: what was handed in and came back is not missing', () => {
    const back = (dueAt: string) =>
      report({ state: 'returned', returned: { dueAt, by: { id: 'u', name: '周敏' } } });
    const rows = [report({}), back('2025-12-11T15:59:59.999Z'), back('2025-12-20T15:59:59.999Z')];
    expect(overdueToMend(rows, now)).toBe(1);
  });
});

describe('a track', () => {
  it('has a cell for the author, each step and publication', () => {
    expect(facts(report({}))).toEqual(['overdue', 'ahead', 'ahead', 'ahead', 'ahead']);
  });

  it('lets the author of a direct branch span the step its route lacks', () => {
    const direct = report({ route: [step(1, 'bureau', 'reviewer'), step(2, 'bureau', 'leader')] });
    expect(trackOf(direct, columnsOf([report({})]), now).map((cell) => cell.span)).toEqual([2, 1, 1, 1]);
  });

  it('tells a reviewer past the allowance from a vacant step', () => {
    const at = (flag: string | null) =>
      report({ state: 'in_review', step: { index: 1, of: 3, dueAt: '2025-12-11T15:59:59.999Z', flag } });
    expect([facts(at(null))[1], facts(at('no_reviewer'))[1]]).toEqual(['overtime', 'vacant']);
  });

  it('shows an extension instead of lateness', () => {
    expect(facts(report({ extension: { state: 'granted', until: '2025-12-17T15:59:59.999Z' } }))[0]).toBe(
      'extended',
    );
  });

  it('waits for publication once approved, and is late for nobody', () => {
    const approved = report({ state: 'approved' });
    expect(facts(approved)).toEqual(['submitted', 'took', 'took', 'took', 'unpublished']);
    expect(isLate(approved, now)).toBe(false);
  });
});

describe('a track in the zone of its cycle', () => {
  it('counts the days left by the calendar there, and says the day of more time as it is there', () => {
    // The end of 10 and of 17 December in Urumqi: already the next day in Shanghai.
    const far = {
      dueAt: '2027-12-10T17:59:59.999Z',
      cycle: { timeZone: 'Asia/Urumqi' },
    };
    const evening = Date.parse('2027-12-10T16:30:00Z');
    expect(trackOf(report(far), columnsOf([report({})]), evening)[0]?.fact).toMatchObject({
      what: 'writing',
      left: 0,
    });
    const more = { ...far, extension: { state: 'granted', until: '2027-12-17T17:59:59.999Z' } };
    expect(trackOf(report(more), columnsOf([report({})]), evening)[0]?.fact).toMatchObject({
      what: 'extended',
      day: 17,
    });
  });
});
