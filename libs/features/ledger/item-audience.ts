import type { ItemEventType, ItemOccasion, ItemState, ItemVisibility } from '@domain/ledger';
import type { MessageKind, PersonInPost, Post } from '@features/notification';

/**
 * Who can be told of an item. `unit`: its secretary and reporters. `verifiers`: who may decide at the running step.
 * `checkers`: who may look back at it, of the units that verified it. `holders`: the verifiers, or the unit where no step
 * runs. `next`: the level above the unit. `above_step`: the level above the running step. `leaders`: the leaders there.
 * Whoever is told as the holder of a post is told together with those who act for them in it.
 */
export type ItemAudience =
  | 'unit'
  | 'verifiers'
  | 'checkers'
  | 'enterer'
  | 'next'
  | 'above_step'
  | 'leaders'
  | 'holders';

export interface Telling {
  kind: MessageKind;
  tell: readonly ItemAudience[];
  /** `passed`: another step waits afterwards. `ended`: the last one was. Nothing: always. */
  when?: 'passed' | 'ended';
}

const decided: readonly Telling[] = [
  { when: 'ended', kind: 'rectification.verified', tell: ['unit'] },
  { when: 'passed', kind: 'rectification.awaited', tell: ['verifiers'] },
];

/** Each level of urging tells those of the levels before as well. */
const urging: readonly Telling[] = (['holders', 'next', 'leaders'] as const).map((tell) => ({
  kind: 'rectification.urged',
  tell: [tell],
}));

/** Who is told of what; what is missing is told to nobody. */
export const whoIsToldOfItems: Partial<Record<ItemEventType, readonly Telling[]>> = {
  'rectification.entered': [{ kind: 'rectification.assigned', tell: ['unit'] }],
  'rectification.adopted': [{ kind: 'rectification.assigned', tell: ['unit'] }],
  'rectification.reassigned': [{ kind: 'rectification.assigned', tell: ['unit'] }],
  'rectification.disputed': [{ kind: 'rectification.changed', tell: ['enterer'] }],
  'rectification.answered': [{ kind: 'rectification.changed', tell: ['unit'] }],
  'rectification.source_changed': [{ kind: 'rectification.changed', tell: ['unit'] }],
  'rectification.rescheduled': [{ kind: 'rectification.changed', tell: ['unit'] }],
  'rectification.voided': [{ kind: 'rectification.changed', tell: ['unit'] }],
  'rectification.extension_requested': [{ kind: 'rectification.time', tell: ['next'] }],
  'rectification.extended': [{ kind: 'rectification.time', tell: ['unit'] }],
  'rectification.extension_denied': [{ kind: 'rectification.time', tell: ['unit'] }],
  'rectification.submitted': [{ kind: 'rectification.awaited', tell: ['verifiers'] }],
  'rectification.verified': decided,
  'rectification.recounted': decided,
  'rectification.recused': [{ kind: 'rectification.awaited', tell: ['verifiers'] }],
  'rectification.step_skipped': [{ kind: 'rectification.awaited', tell: ['verifiers'] }],
  'rectification.transferred': [{ kind: 'rectification.awaited', tell: ['verifiers'] }],
  'rectification.rejected': [{ kind: 'rectification.rejected', tell: ['unit'] }],
  'rectification.recalled': [{ kind: 'rectification.changed', tell: ['unit'] }],
  'rectification.relapsed': [{ kind: 'rectification.rejected', tell: ['unit'] }],
};

/** What applies of the table to one event. `step` was acted at, `stepAfter` waits afterwards. */
export function tellingsOf(event: {
  type: ItemEventType;
  to: ItemState;
  step: number | null;
  stepAfter: number | null;
  /** Of urging. */
  level: number | null;
}): readonly Telling[] {
  const holds = {
    passed: event.to === 'in_verification' && event.stepAfter !== event.step,
    ended: event.to === 'closed' || event.to === 'sustained',
  };
  const level = event.level ?? 1;
  if (event.type === 'rectification.urged') return urging.slice(0, level);
  return (whoIsToldOfItems[event.type] ?? []).filter(({ when }) => !when || holds[when]);
}

interface Reminding {
  kind: MessageKind;
  tell: ItemAudience;
  /** Who hears of it as well once it is late. */
  superior: { kind: MessageKind; tell: ItemAudience } | null;
}

/** Who is reminded of what (design 8.1). The notes of a month are one message for all items of a person. */
export const whoIsRemindedOfItems: Record<ItemOccasion, Reminding> = {
  claim: { kind: 'rectification.reminder', tell: 'unit', superior: null },
  due: {
    kind: 'rectification.reminder',
    tell: 'unit',
    superior: { kind: 'rectification.overdue', tell: 'next' },
  },
  progress: { kind: 'rectification.monthly', tell: 'unit', superior: null },
  verify: {
    kind: 'rectification.reminder',
    tell: 'verifiers',
    superior: { kind: 'rectification.overdue', tell: 'above_step' },
  },
  check: { kind: 'rectification.reminder', tell: 'checkers', superior: null },
};

/** What of an item decides who is told of it. */
export interface ItemPlace {
  org_id: string;
  parent_id: string | null;
  visibility: ItemVisibility;
  step_org_id: string | null;
  step_role: 'reviewer' | 'leader' | null;
  step_reserved: string | null;
  step_parent_id: string | null;
  /** Units of the running or last verification. */
  stop_ids: string[];
  /** Who had a hand in it and decides nothing of it. */
  barred: string[];
}

/**
 * The columns of {@link ItemPlace}, of `rectification r` at the unit `o`, with the step of that index: the running one,
 * or the one that an event led to, so that an event told of late is told to the same people.
 */
export const placeColumns = `o.id AS org_id, o.parent_id, r.visibility, step.org_id AS step_org_id, step.role AS step_role,
  step.reserved AS step_reserved, (SELECT so.parent_id FROM org_unit so WHERE so.id = step.org_id) AS step_parent_id,
  ARRAY(SELECT DISTINCT (s ->> 'orgId')::uuid FROM jsonb_array_elements(r.body -> 'steps') s) AS stop_ids,
  CASE WHEN r.state = 'in_verification' THEN r.barred
    ELSE ARRAY(SELECT i::uuid FROM jsonb_array_elements_text(r.body -> 'involved') i
      UNION SELECT (p ->> 'userId')::uuid FROM (VALUES (r.body -> 'leader'), (r.body -> 'person')) party(p)
        WHERE p ->> 'userId' IS NOT NULL UNION SELECT unnest(r.barred)) END AS barred`;
export const placeStep = (index: string) => `LEFT JOIN LATERAL (
    SELECT (s ->> 'orgId')::uuid AS org_id, s ->> 'role' AS role, (s ->> 'reservedFor')::uuid AS reserved
    FROM jsonb_array_elements(r.body -> 'steps') s WHERE (s ->> 'index')::int = ${index}) step ON true`;

/** The posts of an audience. What only the committee sees is told to secretaries and leaders alone, apart from its route. */
export function postsOf(item: ItemPlace, audience: ItemAudience): Post[] {
  const narrow = item.visibility === 'committee';
  const unit = (orgId: string): Post[] => [
    { orgId, role: 'secretary' },
    ...(narrow ? [] : [{ orgId, role: 'reporter' as const }]),
  ];
  const above = (orgId: string): Post[] =>
    narrow
      ? [
          { orgId, role: 'secretary' },
          { orgId, role: 'leader' },
        ]
      : [{ orgId, role: 'reviewer' }];
  const step: Post[] =
    item.step_org_id && item.step_role ? [{ orgId: item.step_org_id, role: item.step_role }] : [];
  switch (audience) {
    case 'unit':
      return unit(item.org_id);
    case 'verifiers':
      return step;
    case 'checkers':
      return item.stop_ids.flatMap((orgId): Post[] => [
        { orgId, role: 'reviewer' },
        { orgId, role: 'leader' },
      ]);
    case 'holders':
      return step.length > 0 ? step : unit(item.org_id);
    case 'next':
      return item.parent_id ? above(item.parent_id) : [{ orgId: item.org_id, role: 'leader' }];
    case 'above_step':
      return item.step_parent_id ? above(item.step_parent_id) : [];
    case 'leaders':
      return [{ orgId: item.parent_id ?? item.org_id, role: 'leader' }];
    case 'enterer':
      return [];
  }
}

/** Of those in the posts who it concerns, each once: a recused holder's deputy is recused with them. */
export function reachedOf(item: ItemPlace, audience: ItemAudience, held: readonly PersonInPost[]): string[] {
  const deciding = audience === 'verifiers' || audience === 'checkers';
  const found = held.filter(({ userId, holderId }) => {
    if (!deciding) return true;
    if (item.barred.includes(userId) || item.barred.includes(holderId)) return false;
    return audience === 'checkers' || item.step_reserved === null || item.step_reserved === holderId;
  });
  return [...new Set(found.map(({ userId }) => userId))];
}

/** The unit whose groups may hear of it: never of what only the committee sees. */
export function groupsOf(item: ItemPlace, audience: ItemAudience): string[] {
  return (audience === 'unit' || audience === 'holders') && item.visibility === 'unit' ? [item.org_id] : [];
}
