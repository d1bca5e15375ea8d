import { type AcceptanceFacts, accepts, graceEnd } from './acceptance';
import { closingInstant, mayClose } from './closing';
import { endOfDay } from './zoned-day';

const zone = 'Asia/Shanghai';
const end = (day: string) => endOfDay(day, zone);
const after = (instant: Date) => new Date(instant.getTime() + 1);

const base: AcceptanceFacts = {
  cycleState: 'open',
  closesAt: null,
  dueAt: end('2025-12-10'),
  graceDays: 3,
  latePolicy: 'lock',
  extensionUntil: null,
  returnedDueAt: null,
  firstSubmission: true,
  now: end('2025-12-01'),
  timeZone: zone,
};
const ask = (facts: Partial<AcceptanceFacts>) => accepts({ ...base, ...facts });

describe('case 21: the last millisecond is in time', () => {
  it('and the next is late', () => {
    expect(ask({ now: end('2025-12-10') })).toEqual({ ok: true, late: false });
    expect(ask({ now: after(end('2025-12-10')) })).toEqual({ ok: true, late: true });
  });
});

describe('case 22: each phase accepts or refuses as written', () => {
  it.each<[string, Partial<AcceptanceFacts>, ReturnType<typeof accepts>]>([
    ['before opening', { cycleState: 'draft' }, { ok: false, code: 'cycle_not_open' }],
    ['open', {}, { ok: true, late: false }],
    ['in the grace period', { now: end('2025-12-13') }, { ok: true, late: true }],
    ['after it, locking', { now: after(end('2025-12-13')) }, { ok: false, code: 'locked' }],
    [
      'after it, accepting',
      { now: after(end('2025-12-13')), latePolicy: 'accept' },
      { ok: true, late: true },
    ],
    ['closed', { cycleState: 'closed' }, { ok: false, code: 'cycle_closed' }],
    [
      'closed, with an extension',
      { cycleState: 'closed', now: end('2025-12-20'), extensionUntil: end('2025-12-20') },
      { ok: true, late: false },
    ],
    [
      'locked, with an extension',
      { now: end('2025-12-20'), extensionUntil: end('2025-12-20') },
      { ok: true, late: false },
    ],
    [
      'with an extension run out, locking',
      { now: after(end('2025-12-20')), extensionUntil: end('2025-12-20') },
      { ok: false, code: 'locked' },
    ],
    [
      'with an extension run out, closed',
      { cycleState: 'closed', now: after(end('2025-12-20')), extensionUntil: end('2025-12-20') },
      { ok: false, code: 'cycle_closed' },
    ],
    [
      'at the instant at which it closes by itself',
      { closesAt: end('2025-12-12'), now: end('2025-12-12') },
      { ok: true, late: true },
    ],
    [
      'a millisecond later, although nobody wrote that down yet',
      { closesAt: end('2025-12-12'), now: after(end('2025-12-12')) },
      { ok: false, code: 'cycle_closed' },
    ],
    [
      'closed by itself, with an extension',
      { closesAt: end('2025-12-12'), now: end('2025-12-20'), extensionUntil: end('2025-12-20') },
      { ok: true, late: false },
    ],
    [
      'closed by itself, with an extension run out',
      { closesAt: end('2025-12-12'), now: after(end('2025-12-20')), extensionUntil: end('2025-12-20') },
      { ok: false, code: 'cycle_closed' },
    ],
    [
      'closing by itself later than it locks',
      { closesAt: end('2025-12-20'), now: after(end('2025-12-13')) },
      { ok: false, code: 'locked' },
    ],
    [
      'a draft with a closing date gone by',
      { cycleState: 'draft', closesAt: end('2025-12-12'), now: end('2025-12-13') },
      { ok: false, code: 'cycle_not_open' },
    ],
    [
      'an extension does not open a draft',
      { cycleState: 'draft', extensionUntil: end('2025-12-20') },
      { ok: false, code: 'cycle_not_open' },
    ],
  ])('%s', (_, facts, answer) => {
    expect(ask(facts)).toEqual(answer);
  });
});

describe('case 17: a returned report', () => {
  const returned = { firstSubmission: false, returnedDueAt: end('2025-12-25') };

  it('is taken again while the cycle is open, even past its answer date and a lock', () => {
    expect(ask({ ...returned, now: end('2025-12-28') })).toEqual({ ok: true, late: false });
  });

  it('is taken after closing until its answer date', () => {
    expect(ask({ ...returned, cycleState: 'closed', now: end('2025-12-25') })).toEqual({
      ok: true,
      late: false,
    });
    expect(ask({ ...returned, cycleState: 'closed', now: after(end('2025-12-25')) })).toEqual({
      ok: false,
      code: 'answer_overdue',
    });
  });

  it('is taken until its answer date where the cycle closed by itself, written down or not', () => {
    const closesAt = end('2025-12-20');
    expect(ask({ ...returned, closesAt, now: end('2025-12-25') })).toEqual({ ok: true, late: false });
    expect(ask({ ...returned, closesAt, now: after(end('2025-12-25')) })).toEqual({
      ok: false,
      code: 'answer_overdue',
    });
  });

  it('needs an answer date to be taken after closing', () => {
    expect(ask({ firstSubmission: false, cycleState: 'closed' })).toEqual({
      ok: false,
      code: 'cycle_closed',
    });
  });
});

it('the grace period ends with a whole day', () => {
  expect(graceEnd(end('2025-12-30'), 3, zone)).toEqual(end('2026-01-02'));
});

it('a closing date is an instant, or the end of a day, after every tier is due', () => {
  expect(closingInstant('2025-12-31', zone)).toEqual(end('2025-12-31'));
  expect(closingInstant('2025-12-31T04:00:00Z', zone)).toEqual(new Date('2025-12-31T04:00:00Z'));
  const dues = [end('2025-12-10'), end('2025-12-20')];
  expect(mayClose(end('2025-12-20'), dues)).toBe(false);
  expect(mayClose(after(end('2025-12-20')), dues)).toBe(true);
});
