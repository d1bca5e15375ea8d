import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';

export type OrgChangeKind =
  | 'created'
  | 'renamed'
  | 'changed'
  | 'moved'
  | 'upgraded'
  | 'merged'
  | 'absorbed'
  | 'split'
  | 'dissolved';

/** One dated change of a unit; rows are only ever added, so that the past can be read back. */
export interface OrgChange {
  orgId: string;
  kind: OrgChangeKind;
  /** `YYYY-MM-DD` */
  effectiveOn: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  actorId: string | null;
  at: Date;
}

/** Adds changes in one statement. */
export async function recordChanges(transaction: Transaction, changes: readonly OrgChange[]): Promise<void> {
  if (changes.length === 0) return;
  await transaction.execute(insertChanges, [
    JSON.stringify(
      changes.map((change) => ({
        id: v7(),
        org_id: change.orgId,
        kind: change.kind,
        effective_on: change.effectiveOn,
        before: change.before,
        after: change.after,
        reason: change.reason,
        actor_id: change.actorId,
        at: change.at.toISOString(),
      })),
    ),
  ]);
}

/** The day of the unit's last change, or null. */
export async function lastChangeOf(transaction: Transaction, orgId: string): Promise<string | null> {
  const [row] = await transaction.query<{ day: string | null }>(lastChange, [orgId]);
  return row?.day ?? null;
}

const insertChanges = {
  name: 'org_change_insert',
  text: `INSERT INTO org_change (id, org_id, kind, effective_on, before, after, reason, actor_id, at)
         SELECT id, org_id, kind, effective_on, before, after, reason, actor_id, at
         FROM jsonb_to_recordset($1::jsonb) AS change(id uuid, org_id uuid, kind text, effective_on date,
           before jsonb, after jsonb, reason text, actor_id uuid, at timestamptz)`,
};
const lastChange = {
  name: 'org_change_last',
  // When a unit was entered here says nothing about since when it exists.
  text: "SELECT max(effective_on)::text AS day FROM org_change WHERE org_id = $1 AND kind <> 'created'",
};
