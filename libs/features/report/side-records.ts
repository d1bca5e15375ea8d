import { dateIn } from '@domain/deadlines';
import type { Decision, ExtensionChange } from '@domain/review';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';
import type { LoadedReport } from './loaded-report';

/** Writes what a few transitions make besides the report's own records: editions and extensions. */
@Injectable()
export class SideRecords {
  needed(decision: Decision): boolean {
    return decision.edition !== null || decision.extension !== null || decision.declined;
  }

  async write(
    transaction: Transaction,
    loaded: LoadedReport,
    decision: Decision,
    editionId: string | null,
    now: Date,
  ): Promise<void> {
    if (decision.extension) await this.extension(transaction, loaded.row.id, decision.extension, now);
    if (decision.declined) await transaction.execute(declinePublishing, [loaded.row.id, loaded.row.revision]);
    if (decision.edition?.kind === 'retract') {
      const by = decision.events[0]?.actor?.id;
      await transaction.execute(retractEdition, [decision.edition.id, now, by, decision.edition.reason]);
    }
    if (decision.edition?.kind === 'publish')
      await this.publish(transaction, loaded, decision, editionId, now);
  }

  private async extension(
    transaction: Transaction,
    reportId: string,
    change: ExtensionChange,
    now: Date,
  ): Promise<void> {
    switch (change.kind) {
      case 'request':
        await transaction.execute(requestExtension, [
          v7(),
          reportId,
          change.by,
          now,
          change.until,
          change.reason,
        ]);
        return;
      case 'close':
        await transaction.execute(closeExtension, [change.id, now]);
        return;
      case 'deny':
        await transaction.execute(answerExtension, [
          change.id,
          'denied',
          change.by,
          now,
          null,
          change.reason,
        ]);
        return;
      case 'grant':
        if (change.id)
          await transaction.execute(answerExtension, [
            change.id,
            'granted',
            change.by,
            now,
            change.until,
            change.reason,
          ]);
        else
          await transaction.execute(grantExtension, [
            v7(),
            reportId,
            change.reason,
            change.by,
            now,
            change.until,
          ]);
    }
  }

  private async publish(
    transaction: Transaction,
    { row }: LoadedReport,
    decision: Decision,
    editionId: string | null,
    now: Date,
  ): Promise<void> {
    if (decision.edition?.kind !== 'publish') return;
    const year = Number(dateIn(now, row.time_zone).slice(0, 4));
    // Numbers run without gaps within a year, so publishers queue for this one lock.
    await transaction.execute('SELECT pg_advisory_xact_lock(hashtext($1))', [`baoshen.edition.${year}`]);
    const by = decision.events[0]?.actor?.id;
    await transaction.execute(insertEdition, [
      editionId,
      year,
      row.id,
      row.revision,
      decision.edition.audience,
      by,
      now,
      decision.edition.replaces,
    ]);
    if (decision.edition.replaces)
      await transaction.execute('UPDATE edition SET replaced_at = $2 WHERE id = $1', [
        decision.edition.replaces,
        now,
      ]);
    await transaction.execute('UPDATE report SET edition_id = $2 WHERE id = $1', [row.id, editionId]);
  }
}

const requestExtension = `INSERT INTO extension (id, report_id, state, requested_by, requested_at, requested_until, reason)
  VALUES ($1, $2, 'requested', $3, $4, $5, $6)`;
const grantExtension = `INSERT INTO extension (id, report_id, state, reason, decided_by, decided_at, until)
  VALUES ($1, $2, 'granted', $3, $4, $5, $6)`;
const answerExtension = `UPDATE extension SET state = $2, decided_by = $3, decided_at = $4, until = $5, note = $6 WHERE id = $1`;
const declinePublishing = 'UPDATE report SET declined_revision = $2 WHERE id = $1';
/** Nobody answered it: what it asked for is settled. */
const closeExtension = `UPDATE extension SET state = 'superseded', decided_at = $2 WHERE id = $1 AND state = 'requested'`;
const retractEdition =
  'UPDATE edition SET retracted_at = $2, retracted_by = $3, retract_reason = $4 WHERE id = $1';

/** Names as they stand: 提出 who submitted, 审核 who approved before the last step, 审批 who approved there. */
const hand = (
  steps: string,
) => `(SELECT coalesce(jsonb_agg(jsonb_build_object('org', s.org_name, 'name', u.name, 'at', d.at) ORDER BY s.index, d.at), '[]')
  FROM decision d JOIN review_step s ON s.id = d.step_id JOIN app_user u ON u.id = coalesce(d.on_behalf_of, d.user_id)
  WHERE d.report_id = r.id AND d.round = r.round AND d.action = 'approve' AND d.void_reason IS NULL AND s.index ${steps})`;
const lastStep = `(SELECT max(z.index) FROM review_step z WHERE z.report_id = r.id AND z.round = r.round AND z.status <> 'replaced')`;
const insertEdition = {
  name: 'edition_insert',
  text: `INSERT INTO edition (id, year, serial, number, report_id, revision, audience, title, record, review, published_by,
      published_at, replaces_id)
    SELECT $1, $2, n.serial, $2::text || '-' || n.serial, r.id, $4, $5, (v.org ->> 'name') || c.title,
      jsonb_build_object('proposed', jsonb_build_object('org', v.org ->> 'name', 'name', p.name, 'at', v.submitted_at),
        'reviewed', ${hand(`< ${lastStep}`)}, 'approved', ${hand(`= ${lastStep}`)}),
      '{"secrecy": true, "necessity": true, "accuracy": true}', $6, $7, $8
    FROM report r JOIN cycle c ON c.id = r.cycle_id JOIN revision v ON v.report_id = r.id AND v.number = $4
      JOIN app_user p ON p.id = coalesce(v.on_behalf_of, v.submitted_by)
      CROSS JOIN (SELECT coalesce(max(serial), 0) + 1 AS serial FROM edition WHERE year = $2::integer) n
    WHERE r.id = $3`,
};
