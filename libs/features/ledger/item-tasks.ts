import { inForce } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import type { OfferedItemAction } from '@domain/ledger';
import { scopeOf } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import type { ItemListed } from './item-answer';
import { ItemReader } from './item-reader';
import { ItemStore } from './item-store';

/** 待认领, 本月进展, 待验收, 回头看. */
export const itemTaskKinds = ['claim', 'progress', 'verify', 'check'] as const;
export type ItemTaskKind = (typeof itemTaskKinds)[number];

export interface ItemTasksOfKind {
  kind: ItemTaskKind;
  total: number;
  /** The most urgent ones. */
  items: ItemListed[];
}

/** How many of each kind the workbench shows; the rest stands in the list. */
const shown = 10;

/** What somebody is to do in the ledger, the most urgent first. */
@Injectable()
export class ItemTasks {
  constructor(
    private readonly database: Database,
    private readonly reader: ItemReader,
    private readonly store: ItemStore,
    private readonly clock: Clock,
  ) {}

  async list(caller: Caller): Promise<ItemTasksOfKind[]> {
    const now = this.clock.now();
    const posts = caller.appointments.filter(
      (post) => inForce(post, now) && (post.role === 'reviewer' || post.role === 'leader'),
    );
    const rows = await this.database.query<{ kind: ItemTaskKind; total: number; ids: string[] }>(
      selectTasks,
      [
        scopeOf(caller, 'rectification.answer', now).orgIds,
        scopeOf(caller, 'rectification.write', now).orgIds,
        posts.map(({ orgId }) => orgId),
        posts.map(({ role }) => role),
        posts.map(({ onBehalfOf }) => onBehalfOf?.userId ?? caller.userId),
        caller.userId,
        dateIn(now, this.store.timeZone),
      ],
    );
    const items = await this.reader.items(
      caller,
      rows.flatMap(({ ids }) => ids),
    );
    const byId = new Map(items.map((item) => [item.id, item]));
    return itemTaskKinds.map((kind) => {
      const row = rows.find((each) => each.kind === kind);
      const found = (row?.ids ?? []).flatMap((id) => {
        const item = byId.get(id);
        // Between the two statements somebody may have acted: the rules have the last word.
        return item?.allowedActions.includes(kind satisfies OfferedItemAction) ? [item] : [];
      });
      return { kind, total: row?.total ?? 0, items: found };
    });
  }
}

/**
 * `$1` units answered for, `$2` units written for, `$3` to `$5` posts of deciding: unit, role, whose post; `$6` the
 * caller, `$7` today.
 */
const selectTasks = {
  name: 'ledger_tasks',
  text: `WITH held AS (SELECT * FROM unnest($3::uuid[], $4::text[], $5::uuid[]) AS held(org_id, role, holder)),
    task AS (
      SELECT r.id, 'claim' AS kind, coalesce(r.plan_due_on, r.due_on) AS urgent FROM rectification r
      WHERE r.state = 'assigned' AND r.org_id = ANY($1::uuid[])
    UNION ALL
      -- The note of this month, and of the last one while it is owed.
      SELECT r.id, 'progress', r.stalled_on FROM rectification r
      WHERE r.state = 'open' AND r.org_id = ANY($2::uuid[]) AND r.stalled_on <= date_trunc('month', $7::date) + interval '1 month'
    UNION ALL
      SELECT r.id, 'verify', r.step_due_at::date FROM rectification r
      WHERE r.state = 'in_verification' AND r.step_org_id = ANY($3::uuid[]) AND NOT $6::uuid = ANY(r.barred) AND EXISTS (
        SELECT FROM held WHERE held.org_id = r.step_org_id AND held.role = r.step_role AND NOT held.holder = ANY(r.barred)
          AND (r.step_reserved IS NULL OR r.step_reserved = held.holder))
        AND NOT EXISTS (SELECT FROM jsonb_array_elements(r.body -> 'decisions') d
          WHERE (d ->> 'stepIndex')::int = r.step_index AND d ->> 'userId' = $6::text)
    UNION ALL
      SELECT r.id, 'check', r.next_check_on FROM rectification r
      WHERE r.next_check_on <= $7::date + 7 AND r.state IN ('closed', 'sustained') AND EXISTS (
        SELECT FROM jsonb_array_elements(r.body -> 'steps') s JOIN held ON held.org_id::text = s ->> 'orgId'
        WHERE NOT r.body -> 'involved' ? held.holder::text AND NOT held.holder = ANY(r.barred) AND NOT $6::uuid = ANY(r.barred)))
    SELECT kind, count(*)::int AS total,
      (array_agg(id ORDER BY urgent, id))[1:${shown}] AS ids
    FROM task GROUP BY kind`,
};
