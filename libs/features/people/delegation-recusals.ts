import type { Role } from '@domain/org/roles';
import { isHeld } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Transaction } from '@platform/database';

/** A report under review in which a delegation sets its delegate's two parts against each other. */
export interface RecusedReport {
  reportId: string;
  org: { code: string; name: string };
  cycle: { code: string; title: string };
  /**
   * `would_write`: the delegate reviews it and could write for its unit; once they do, they decide nothing about it.
   * `took_part`: they or the holder wrote it or decided another step, so that they cannot decide here.
   */
  why: 'would_write' | 'took_part';
}

const mostListed = 20;

/** What a delegation would recuse its delegate in 回避, told before it is made and before it is accepted. */
@Injectable()
export class DelegationRecusals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** At most twenty of them, and how many there are. */
  async of(
    post: { orgId: string; role: Role; holderId: string },
    delegateId: string,
    querier: Pick<Transaction, 'query'> = this.database,
  ): Promise<{ items: RecusedReport[]; total: number }> {
    const { orgId, role, holderId } = post;
    const statement = role === 'reporter' || role === 'secretary' ? reviewedByDelegate : closedToDelegate;
    const rows = await querier.query<{ view: RecusedReport; total: number }>(statement, [
      orgId,
      role,
      holderId,
      delegateId,
      this.clock.now(),
      mostListed,
    ]);
    return { items: rows.map(({ view }) => view), total: rows[0]?.total ?? 0 };
  }
}

// Limited: examples for whoever accepts a delegation; `total` says how many there are.
const listed = (why: RecusedReport['why'], condition: string) => `
  SELECT jsonb_build_object('reportId', r.id, 'why', '${why}'::text, 'org', jsonb_build_object('code', f.code, 'name', f.name),
      'cycle', jsonb_build_object('code', c.code, 'title', c.title)) AS view, count(*) OVER ()::int AS total
    FROM report r JOIN cycle c ON c.id = r.cycle_id JOIN cycle_org f ON f.cycle_id = r.cycle_id AND f.org_id = r.org_id
   WHERE r.state = 'in_review' AND $1::uuid IS NOT NULL AND $2::text IS NOT NULL AND $3::uuid IS NOT NULL
     AND $4::uuid IS NOT NULL AND $5::timestamptz IS NOT NULL AND ${condition}
   ORDER BY f.path, r.id LIMIT $6`;

const steps = `FROM review_step s WHERE s.report_id = r.id AND s.round = r.round AND s.status IN ('pending', 'waiting')`;

const reviewedByDelegate = {
  name: 'delegation_recusals_of_writing',
  text: listed(
    'would_write',
    `r.org_id = $1 AND EXISTS (SELECT ${steps} AND EXISTS (
       SELECT FROM appointment a WHERE a.org_id = s.org_id AND a.role = s.role AND ${isHeld('a', '$5')} AND (a.user_id = $4 OR EXISTS (
           SELECT FROM standing_delegation d WHERE d.appointment_id = a.id AND d.delegate_id = $4 AND d.ends_at > $5))))`,
  ),
};

const closedToDelegate = {
  name: 'delegation_recusals_of_deciding',
  text: listed(
    'took_part',
    `EXISTS (SELECT ${steps} AND s.org_id = $1 AND s.role = $2 AND (
       EXISTS (SELECT FROM revision v WHERE v.report_id = r.id AND v.number = r.revision
                AND ARRAY[$3, $4]::uuid[] && (v.writers || v.submitted_by || v.on_behalf_of))
       OR EXISTS (SELECT FROM decision d WHERE d.report_id = r.id AND d.revision = r.revision AND d.step_index <> s.index
                AND d.void_reason IS DISTINCT FROM 'recalled'
                AND (d.user_id IN ($3, $4) OR d.on_behalf_of IN ($3, $4)))))`,
  ),
};
