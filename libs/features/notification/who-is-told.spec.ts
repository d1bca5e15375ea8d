import { transitions } from '@domain/review/transitions';
import { whoIsRemindedOfItems, whoIsToldOfItems } from '@features/ledger/item-audience';
import { messageText } from './message';
import { messageKindNames, messageKinds } from './message-kind';
import { defaultPreferences, emailDelivery } from './preferences';
import {
  type ToldEvent,
  tellingsOf,
  whoIsTold,
  whoIsToldByTheClock,
  whoIsToldOfComments,
} from './who-is-told';

const event = (change: Partial<ToldEvent>): ToldEvent => ({
  type: 'report.approved',
  from: 'in_review',
  to: 'in_review',
  step: 1,
  stepAfter: 2,
  graded: false,
  released: 0,
  ...change,
});
const lines = (change: Partial<ToldEvent>) =>
  tellingsOf(event(change)).map(({ tell, kind }) => `${tell}: ${kind}`);

it('the table knows every transition', () => {
  for (const { event: type } of Object.values(transitions)) expect(whoIsTold).toHaveProperty([type]);
});

it('whoever a transition calls off is told of it', () => {
  // Several transitions may have one event: that of a unit's end leaves from no review, a waiver may.
  for (const { event: type } of Object.values(transitions)) {
    const alike = Object.values(transitions).filter(({ event }) => event === type);
    const callsOff = alike.some((transition) => transition.callsOff === 'reviewers');
    expect([type, whoIsTold[type].some(({ tell }) => tell === 'called_off')]).toEqual([type, callsOff]);
  }
});

describe('an approval', () => {
  it('that passes the report on tells the next reviewers and the authors', () => {
    expect(lines({})).toEqual(['reviewers: review.awaited', 'authors: report.passed_on']);
  });

  it('at an all-of step that still waits tells nobody', () => {
    expect(lines({ stepAfter: 1 })).toEqual([]);
  });

  it('that is the last one tells authors, grade and comments included, and publishers', () => {
    expect(lines({ to: 'approved', stepAfter: null, graded: true, released: 2 })).toEqual([
      'authors: report.approved',
      'authors: report.graded',
      'publishers: publication.possible',
      'authors: comment.released',
    ]);
  });
});

it('a return goes to the authors and those who decided, or to the reviewers of a step', () => {
  const returned = { type: 'report.returned' as const };
  expect(lines({ ...returned, to: 'returned', stepAfter: null })).toEqual([
    'authors: report.returned',
    'deciders: report.returned',
  ]);
  expect(lines({ ...returned, step: 3, stepAfter: 1 })).toEqual(['reviewers: review.awaited']);
});

it('comments that a skipped or a completed step releases are told of too', () => {
  const skipped = { type: 'report.step_skipped' as const, released: 2 };
  expect(lines(skipped)).toEqual([
    'reviewers: review.awaited',
    'called_off: review.called_off',
    'authors: comment.released',
  ]);
  expect(lines({ type: 'report.recounted', released: 1 })).toEqual([
    'reviewers: review.awaited',
    'authors: comment.released',
  ]);
  expect(lines({ type: 'report.recounted' })).toEqual(['reviewers: review.awaited']);
});

it('a reply goes to the other side only', () => {
  expect(whoIsToldOfComments.answered).toEqual([{ tell: 'commenter', kind: 'comment.replied' }]);
  expect(whoIsToldOfComments.commenter_replied).toEqual([{ tell: 'authors', kind: 'comment.replied' }]);
});

it('every kind is raised by somebody', () => {
  const byTables = [
    ...Object.values(whoIsTold).flat(),
    ...Object.values(whoIsToldOfComments).flat(),
    ...Object.values(whoIsToldByTheClock),
    ...Object.values(whoIsToldOfItems).flat(),
    ...Object.values(whoIsRemindedOfItems).flatMap(({ superior, ...line }) =>
      superior ? [line, superior] : [line],
    ),
  ];
  const byTheClock = ['reminder.author', 'reminder.reviewer', 'reminder.superior', 'cycle.closing'];
  const personal = ['delegation.offered', 'delegation.accepted', 'delegation.ended', 'sign_in.guessed'];
  const raised = new Set<string>([
    ...byTables.map(({ kind }) => kind),
    ...byTheClock,
    ...personal,
    'vacancy.found',
    'rectification.urged',
  ]);
  expect(messageKindNames.filter((kind) => !raised.has(kind))).toEqual([]);
});

it('every kind has a Chinese name and a text without holes', () => {
  const data = {
    org: { id: '1', code: 'b', name: '一支部' },
    cycle: { id: '1', code: 'c', title: '年度总结' },
    actor: '李审核',
    onBehalfOf: '王书记',
    note: '请补充数据',
    grade: '好',
    dueAt: '2025-12-10T15:59:59.999Z',
    until: '2025-12-20T15:59:59.999Z',
    closesAt: '2025-12-31T15:59:59.999Z',
    daysLeft: -2,
    count: 3,
    reason: '模板已停用',
    vacancies: { units: ['甲支部'], unitCount: 11, steps: [], stepCount: 0 },
  };
  for (const kind of messageKindNames) {
    const { title, body } = messageText(kind, data);
    expect(messageKinds[kind].name).toMatch(/\p{Script=Han}/u);
    expect([title, ...body].join()).not.toMatch(/undefined|null|NaN|“”/);
  }
  expect(messageText('report.returned', data).body).toEqual([
    '任务：年度总结',
    '办理人：李审核（代王书记）',
    '意见：请补充数据',
    '原因：模板已停用',
    '延期至：2025年12月20日',
    '期限：2025年12月10日',
    '没有书记：甲支部 等11个。',
  ]);
  expect(messageText('reminder.author', data).title).toBe('一支部的报告已逾期2天，请及时报送');
});

describe('preferences', () => {
  const night = new Date('2025-11-20T14:00:00Z');
  const deliver = (change: object, kind: 'report.returned' | 'report.published' = 'report.returned') =>
    emailDelivery({ ...defaultPreferences, ...change }, kind, night, 'Asia/Shanghai');

  it('keep the night quiet, collect a digest, and may switch a kind off', () => {
    expect(deliver({})).toEqual({ digest: false, after: new Date('2025-11-20T23:30:00Z') });
    expect(deliver({ quiet: null })).toEqual({ digest: false, after: night });
    expect(deliver({ digest: true })).toEqual({ digest: true, after: new Date('2025-11-21T00:30:00Z') });
    expect(deliver({}, 'report.published')).toMatchObject({ digest: true });
    expect(deliver({ email: { 'report.returned': 'off' } })).toBeNull();
  });
});
