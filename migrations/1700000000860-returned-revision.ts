import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A return says which revision it is about, since what it froze is compared with that one. It is the latest that was
 * not withdrawn: nobody decides about a withdrawn one. A request for more time that outlived its report's
 * submission ends; it could be neither granted nor denied and blocked the next one.
 */
export class ReturnedRevision1700000000860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const latest = `to_jsonb(coalesce(
      (SELECT max(v.number) FROM revision v WHERE v.report_id = r.id AND NOT v.withdrawn AND v.number <= r.revision), r.revision))`;
    // An answer in review has a number of its own, and is not withdrawn: its return was about one before.
    const answered = `to_jsonb(coalesce(
      (SELECT max(v.number) FROM revision v WHERE v.report_id = r.id AND NOT v.withdrawn AND v.number < r.revision), r.revision))`;
    await runner.query(`
      UPDATE report r SET returned = jsonb_set(returned, '{revision}', ${latest}) WHERE returned IS NOT NULL;
      UPDATE report r SET before_waiver = jsonb_set(before_waiver, '{returned,revision}', ${latest})
       WHERE jsonb_typeof(before_waiver -> 'returned') = 'object';
      UPDATE report r SET before_submission = jsonb_set(before_submission, '{returned,revision}', ${answered})
       WHERE jsonb_typeof(before_submission -> 'returned') = 'object';
      UPDATE extension x SET state = 'superseded', decided_at = now() FROM report r
       WHERE r.id = x.report_id AND x.state = 'requested' AND r.state NOT IN ('not_started', 'drafting', 'returned');
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
