import {
  accepted,
  afternoon,
  applied,
  approvedOnce,
  ask,
  codeOf,
  deputyOf,
  drafting,
  eventBy,
  inReview,
  named,
  refused,
} from '@testing/decision-fixture';
import { appointment, person, post, stop, units } from '@testing/report-fixture';
import { blankDecision, type Command, type Facts } from './index';

const to = (toUserId: string, note?: string): Command => ({ action: 'transfer', toUserId, note });
const three = [
  post('reviewer', units.general, 'rev', ['dep']),
  post('reviewer', units.general, 'rev2'),
  post('reviewer', units.general, 'rev3'),
  post('leader', units.bureau, 'lead'),
];
const staffed: Partial<Facts> = { posts: three };
const as = (id: string, change: Partial<Facts> = {}): Partial<Facts> => ({
  ...staffed,
  actor: person(id, appointment('reviewer', units.general)),
  ...change,
});

describe('handing a step to a colleague', () => {
  it('reserves it, and tells whom it takes it from', () => {
    expect(accepted(ask(inReview, 'rev', to('rev2', '我出差。'), staffed))).toEqual({
      ...blankDecision(),
      report: { heldSince: afternoon },
      steps: [{ index: 1, reservedFor: 'rev2' }],
      events: [
        {
          ...eventBy('rev', inReview, { type: 'report.transferred', step: 1, note: '我出差。' }),
          data: {
            after: { step: 1, revision: 1, late: false, grade: null },
            to: named('rev2'),
            calledOff: [named('dep'), named('rev3')],
          },
        },
      ],
    });
  });

  it('goes to another holder of the post who may decide, and to nobody else', () => {
    const code = (id: string) => codeOf(ask(inReview, 'rev', to(id), staffed));
    expect(['rev2', 'rev3', 'rev', 'dep', 'lead', 'nobody'].map(code)).toEqual([
      'accepted',
      'accepted',
      'transfer_not_possible',
      'transfer_not_possible',
      'transfer_not_possible',
      'transfer_not_possible',
    ]);
    expect(refused(ask(inReview, 'rev', to('nobody'), staffed)).errors).toEqual([
      { pointer: '/toUserId', code: 'transfer_not_possible', detail: '须是同岗位的其他人。' },
    ]);
    const wrote = { ...inReview, authors: [...inReview.authors, 'rev2'] };
    expect(codeOf(ask(wrote, 'rev', to('rev2'), staffed))).toBe('transfer_not_possible');
    const alone = { posts: [three[0]!, three[3]!] };
    const nobodyElse = refused(ask(inReview, 'rev', to('rev2'), alone));
    expect([nobodyElse.code, nobodyElse.errors]).toEqual(['transfer_not_possible', []]);
  });

  it('is no more for whoever handed it on, but for whom it is reserved', () => {
    const handed = applied(inReview, accepted(ask(inReview, 'rev', to('rev2'), staffed)));
    expect(codeOf(ask(handed, 'rev', to('rev3'), staffed))).toBe('not_your_step');
    expect(codeOf(ask(handed, 'rev', to('rev3'), as('rev2')))).toBe('accepted');
    expect(codeOf(ask(handed, 'rev', to('rev'), as('rev2')))).toBe('accepted');
    // Whom it is reserved for already is no recipient, for administrators neither.
    expect(codeOf(ask(handed, 'adm', to('rev2'), staffed))).toBe('transfer_not_possible');
    expect(codeOf(ask(handed, 'adm', to('rev3'), staffed))).toBe('accepted');
  });

  it('is for administrators too, and names for whom a deputy does it', () => {
    const byAdmin = accepted(ask(inReview, 'adm', to('rev'), staffed));
    expect(byAdmin.events[0]).toMatchObject({ actor: named('adm'), onBehalfOf: null });
    const forAdmin = accepted(ask(inReview, 'adm', to('rev2'), { actor: deputyOf('adm') }));
    expect(forAdmin.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('adm') });
    const forReviewer = accepted(ask(inReview, 'rev', to('rev2'), { ...staffed, actor: deputyOf('rev') }));
    expect(forReviewer.events[0]).toMatchObject({ actor: named('dep'), onBehalfOf: named('rev') });
    // An administrator whose turn it is acts as the reviewer that they are.
    const both = person('rev', appointment('reviewer', units.general), {
      ...appointment('admin', units.bureau),
      onBehalfOf: { userId: 'adm', name: '名adm' },
    });
    const own = accepted(ask(inReview, 'rev', to('rev2'), { ...staffed, actor: both }));
    expect(own.events[0]?.onBehalfOf).toBeNull();
  });

  it('is refused to the recused, to whom the step is not, and outside review', () => {
    const wrote = { ...inReview, authors: [...inReview.authors, 'rev'] };
    expect(codeOf(ask(wrote, 'rev', to('rev2'), staffed))).toBe('recused');
    expect(codeOf(ask(inReview, 'lead', to('rev2'), staffed))).toBe('not_your_step');
    expect(codeOf(ask(inReview, 'sec', to('rev2'), staffed))).toBe('forbidden');
    expect(codeOf(ask(drafting, 'rev', to('rev2'), staffed))).toBe('wrong_state');
    expect(codeOf(ask(approvedOnce, 'rev', to('rev2'), staffed))).toBe('not_your_step');
    expect(codeOf(ask(inReview, 'rev', to('rev2', ' '), staffed))).toBe('note_required');
    expect(codeOf(ask({ ...inReview, stepIndex: 9 }, 'adm', to('rev2'), staffed))).toBe('not_your_step');
  });

  it('is refused where everybody of a step decides', () => {
    const all = {
      posts: [post('leader', units.bureau, 'lead'), post('leader', units.bureau, 'lead2')],
      route: [stop(0, units.bureau, { role: 'leader', mode: 'all' })],
    } satisfies Partial<Facts>;
    const submitted = applied(drafting, accepted(ask(drafting, 'sec', { action: 'submit' }, all)));
    expect(codeOf(ask(submitted, 'lead', to('lead2'), all))).toBe('transfer_not_possible');
  });
});
