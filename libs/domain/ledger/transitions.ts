import type { ItemState } from './words';

/** Who may be asked for an action at all; every further condition stands in `rules/`. */
export type Doer =
  | 'system'
  | 'secretary'
  | 'writer'
  | 'enterer'
  | 'step'
  | 'decider'
  | 'checker'
  | 'admin_above'
  | 'urger';

interface ItemTransition {
  /** States in which it is possible at all; nothing for what makes an item. */
  from: readonly ItemState[];
  to: readonly ItemState[];
  who: readonly Doer[];
  /** Names of the events that it may write. */
  events: readonly `rectification.${string}`[];
}

const living = ['assigned', 'open', 'in_verification', 'sustained'] as const;
const everywhere = ['assigned', 'open', 'in_verification', 'closed', 'sustained', 'void'] as const;

/** The table of design 8.1 as data. */
export const itemTransitions = {
  /** 登记 */
  enter: {
    from: [],
    to: ['assigned', 'open'],
    who: ['admin_above', 'enterer'],
    events: ['rectification.entered'],
  },
  /** 立账 */
  adopt: { from: [], to: ['open'], who: ['system'], events: ['rectification.adopted'] },
  /** The report that it came from was reopened, recalled or approved anew. */
  'source-change': {
    from: everywhere,
    to: everywhere,
    who: ['system'],
    events: ['rectification.source_changed'],
  },
  /** 认领 */
  claim: { from: ['assigned'], to: ['open'], who: ['secretary'], events: ['rectification.claimed'] },
  /** 提出异议 */
  dispute: {
    from: ['assigned'],
    to: ['assigned'],
    who: ['secretary'],
    events: ['rectification.disputed'],
  },
  answer: {
    from: ['assigned'],
    to: ['assigned', 'void'],
    who: ['enterer', 'admin_above'],
    events: ['rectification.answered'],
  },
  /** 记进展 */
  progress: {
    from: ['open', 'sustained'],
    to: ['open', 'sustained'],
    who: ['writer'],
    events: ['rectification.progressed'],
  },
  /** 调整措施 */
  plan: { from: ['open'], to: ['open'], who: ['secretary'], events: ['rectification.planned'] },
  /** The names and the category; and the renewed text of a report that changed. */
  amend: {
    from: ['assigned', 'open'],
    to: ['assigned', 'open'],
    who: ['secretary', 'admin_above'],
    events: ['rectification.amended'],
  },
  /** 延期 */
  extend: {
    from: ['open'],
    to: ['open'],
    who: ['secretary', 'decider'],
    events: ['rectification.extension_requested', 'rectification.extended', 'rectification.extension_denied'],
  },
  /** The batch's own dates moved. */
  reschedule: {
    from: ['assigned', 'open'],
    to: ['assigned', 'open'],
    who: ['system'],
    events: ['rectification.rescheduled'],
  },
  /** 申请销号 */
  close: {
    from: ['open'],
    to: ['in_verification'],
    who: ['secretary'],
    events: ['rectification.submitted', 'rectification.recused'],
  },
  /** 撤回 */
  withdraw: {
    from: ['in_verification'],
    to: ['open'],
    who: ['secretary'],
    events: ['rectification.withdrawn'],
  },
  /** 同意销号 */
  verify: {
    from: ['in_verification'],
    to: ['in_verification', 'closed', 'sustained'],
    who: ['step'],
    events: ['rectification.verified', 'rectification.recused'],
  },
  /** 退回 */
  reject: { from: ['in_verification'], to: ['open'], who: ['step'], events: ['rectification.rejected'] },
  /** 取回 */
  recall: {
    from: ['in_verification', 'closed', 'sustained', 'open'],
    to: ['in_verification'],
    who: ['decider'],
    events: ['rectification.recalled'],
  },
  /** 回头看 */
  check: {
    from: ['closed', 'sustained'],
    to: ['closed', 'sustained', 'open'],
    who: ['checker'],
    events: ['rectification.looked_back', 'rectification.relapsed'],
  },
  /** 调整责任单位 */
  reassign: {
    from: living,
    to: ['assigned', 'open', 'sustained'],
    who: ['admin_above'],
    events: ['rectification.reassigned'],
  },
  /** 作废 */
  void: {
    from: ['assigned', 'open'],
    to: ['void'],
    who: ['enterer', 'admin_above'],
    events: ['rectification.voided'],
  },
  /** 催办 */
  urge: { from: living, to: living, who: ['urger'], events: ['rectification.urged'] },
  /** 转办 */
  transfer: {
    from: ['in_verification'],
    to: ['in_verification'],
    who: ['step', 'admin_above'],
    events: ['rectification.transferred'],
  },
  'skip-step': {
    from: ['in_verification'],
    to: ['in_verification'],
    who: ['admin_above'],
    events: ['rectification.step_skipped', 'rectification.recused'],
  },
  /** By the system, when appointments or delegations changed. */
  recount: {
    from: ['in_verification'],
    to: ['in_verification', 'closed', 'sustained'],
    who: ['system'],
    events: ['rectification.recounted', 'rectification.recused'],
  },
} as const satisfies Record<string, ItemTransition>;

export type ItemAction = keyof typeof itemTransitions;
export type ItemEventType = (typeof itemTransitions)[ItemAction]['events'][number];

export function itemMay(action: ItemAction, state: ItemState): boolean {
  const from: readonly ItemState[] = itemTransitions[action].from;
  return from.includes(state);
}
