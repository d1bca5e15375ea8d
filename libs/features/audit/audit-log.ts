import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';

export interface AuditRecord {
  actor: { id: string | null; name: string };
  /** Past tense, e.g. `org.moved`, `user.password_reset`. */
  action: string;
  objectKind: string;
  objectId: string | null;
  /** The org unit whose administrators may read this entry; null: only those of the whole tree. */
  orgId: string | null;
  /** What changed. Never a password, token or secret. */
  detail?: Record<string, unknown>;
}

/** Records what people do outside a report's life, in the transaction that does it. */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async record(transaction: Transaction, entry: AuditRecord): Promise<void> {
    await transaction.execute(insertEntry, [
      this.clock.now(),
      entry.actor.id,
      entry.actor.name,
      entry.action,
      entry.objectKind,
      entry.objectId,
      entry.orgId,
      entry.detail ? JSON.stringify(entry.detail) : null,
    ]);
  }
}

const insertEntry = {
  name: 'audit_entry_insert',
  text: `INSERT INTO audit_entry (at, actor_id, actor_name, action, object_kind, object_id, org_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
};
