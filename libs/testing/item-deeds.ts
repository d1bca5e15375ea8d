import { addDays } from '@domain/deadlines';
import { type ItemCommand, type ItemSnapshot, monthOf } from '@domain/ledger';

/** A command that fits how the item stands, or that does not. */
export type ItemDeed = (item: ItemSnapshot, today: string) => ItemCommand;

const earlier = (one: string, other: string) => [one, other].sort()[0] ?? one;
const act = (make: ItemDeed) => make;
/** Everything that the model tries. */
export const itemDeeds: ItemDeed[] = [
  act((item, today) => ({
    action: 'claim',
    term: 'limited',
    measures: [
      {
        id: `m${item.version}`,
        text: '学习',
        person: '李明',
        dueOn: earlier(item.dueOn, today),
      },
    ],
  })),
  act((item) => ({
    action: 'claim',
    term: 'long_term',
    measures: [{ id: `m${item.version}`, text: '长期学习', person: '李明', dueOn: item.dueOn }],
  })),
  act(() => ({ action: 'dispute', reason: '不属实' })),
  act(() => ({ action: 'answer', answer: 'reassign', reason: '不属本单位' })),
  act(() => ({ action: 'answer', answer: 'keep', reason: '属实' })),
  act((item, today) => ({
    action: 'progress',
    month: monthOf(today),
    text: '有进展',
    done: item.measures.map(({ id }) => id),
  })),
  act((item, today) => ({
    action: 'progress',
    month: monthOf(today),
    text: '重做',
    undone: item.measures.map(({ id }) => id),
  })),
  act((item) => ({
    action: 'plan',
    add: [{ id: `p${item.version}`, text: '新措施', person: '王芳', dueOn: item.dueOn }],
    withdraw: item.measures.slice(0, 1).map(({ id }) => ({ id, reason: '不再适用' })),
  })),
  act((item) => ({ action: 'extend', dueOn: addDays(item.dueOn, 30), reason: '场地改造' })),
  act(() => ({ action: 'close', result: '已完成' })),
  act(() => ({ action: 'withdraw' })),
  act((item, today) => ({
    action: 'verify',
    version: item.version,
    method: 'documents',
    note: '属实',
    nextCheckOn: addDays(today, 90),
  })),
  act((item) => ({ action: 'verify', version: item.version, method: 'documents', note: '属实' })),
  act((item) => ({ action: 'reject', version: item.version, note: '不到位' })),
  act(() => ({ action: 'recall' })),
  act((item, today) => ({
    action: 'check',
    version: item.version,
    method: 'on_site',
    result: 'held',
    note: '巩固',
    nextCheckOn: addDays(today, 90),
  })),
  act((item, today) => ({
    action: 'check',
    version: item.version,
    method: 'on_site',
    result: 'relapsed',
    note: '反弹',
    dueOn: addDays(today, 60),
  })),
  act(() => ({ action: 'reassign', reason: '职责调整' })),
  act(() => ({ action: 'void', kind: 'not_ours', reason: '非本单位' })),
  act(() => ({ action: 'urge' })),
  act(() => ({ action: 'urge', level: 2 })),
  act((item) => ({
    action: 'amend',
    ifVersion: item.version,
    leader: { name: 'reviewer', userId: 'reviewer' },
  })),
  act((item) => ({ action: 'amend', ifVersion: item.version, person: { name: 'second', userId: null } })),
  act(() => ({ action: 'transfer', toUserId: 'reviewer' })),
  act(() => ({ action: 'skip-step', reason: '岗位空缺' })),
];
