import { type Actor, allowedSomewhere } from '@domain/access';
import type { OrgKind, Role } from '@domain/org/roles';
import { scopeOf } from '@features/access';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { unitsWithoutSecretary, vacantPost } from './vacancy';

interface Unit {
  id: string;
  code: string;
  name: string;
}

interface CycleName {
  id: string;
  code: string;
  title: string;
  timeZone: string;
}

/** The first of what waits, and how many there are. */
export interface Waiting<Item> {
  items: Item[];
  total: number;
}

/** A request for more time that nobody has answered. */
export interface WaitingExtension {
  reportId: string;
  org: Unit;
  cycle: CycleName;
  tier: OrgKind;
  requested: string;
  by: string | null;
  reason: string;
}

/** A post of the review route that nobody holds, and the reports that wait there or will come there. */
export interface VacantPost {
  org: Unit;
  role: Role;
  /** Reports that wait for it now. */
  waiting: number;
  /** Reports under review that reach it later. */
  coming: number;
}

export interface Attention {
  extensions: Waiting<WaitingExtension>;
  vacantPosts: Waiting<VacantPost>;
  unitsWithoutSecretary: Waiting<Unit>;
  /** Null for who does not look after the whole installation. */
  failedJobs: number | null;
}

/** What waits for an administrator of these units: nobody else can go on with it. */
@Injectable()
export class AttentionService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** At most `mostShown` of each kind, with the number of all. */
  async of(caller: Actor): Promise<Attention> {
    const now = this.clock.now();
    const { paths } = scopeOf(caller, 'report.administer', now);
    const whole = allowedSomewhere(caller, 'system.manage', now);
    const [extensions, vacantPosts, units, [jobs]] = await Promise.all([
      this.waiting<WaitingExtension>(waitingExtensions, [paths]),
      this.waiting<VacantPost>(vacantPostsOf, [paths, now]),
      this.waiting<Unit>(vacantUnitsOf, [paths, now]),
      whole ? this.database.query<{ failed: number }>(failedJobs) : [],
    ]);
    return { extensions, vacantPosts, unitsWithoutSecretary: units, failedJobs: jobs?.failed ?? null };
  }

  private async waiting<Item>(
    statement: { name: string; text: string },
    values: unknown[],
  ): Promise<Waiting<Item>> {
    const rows = await this.database.query<{ item: Item; total: number }>(statement, values);
    return { items: rows.map(({ item }) => item), total: rows[0]?.total ?? 0 };
  }
}

/** A workbench shows the first rows; the page that each leads to shows them all. */
const mostShown = 20;

const unit = `jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)`;

// Limited: to the rows that a workbench shows, with the number of all beside them.
const waitingExtensions = {
  name: 'attention_extensions',
  text: `SELECT jsonb_build_object('reportId', r.id, 'org', ${unit}, 'tier', t.kind, 'requested', x.requested_until,
      'by', u.name, 'reason', x.reason, 'cycle', jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title,
        'timeZone', c.time_zone)) AS item, count(*) OVER ()::int AS total
    FROM extension x JOIN report r ON r.id = x.report_id JOIN org_unit o ON o.id = r.org_id
      JOIN cycle c ON c.id = r.cycle_id JOIN cycle_tier t ON t.id = r.tier_id LEFT JOIN app_user u ON u.id = x.requested_by
    WHERE x.state = 'requested' AND o.path <@ ANY($1::ltree[])
    ORDER BY x.requested_at, x.id LIMIT ${mostShown}`,
};

// Limited: to the rows that a workbench shows, with the number of all beside them.
const vacantPostsOf = {
  name: 'attention_vacant_posts',
  text: `SELECT jsonb_build_object('org', ${unit}, 'role', s.role,
      'waiting', count(*) FILTER (WHERE s.status = 'waiting'), 'coming', count(*) FILTER (WHERE s.status = 'pending')) AS item,
      count(*) OVER ()::int AS total
    FROM report r JOIN review_step s ON s.report_id = r.id AND s.round = r.round AND s.put_aside = 0
      JOIN org_unit o ON o.id = s.org_id
    WHERE r.state = 'in_review' AND s.status IN ('waiting', 'pending') AND o.path <@ ANY($1::ltree[])
      AND ((s.status = 'waiting' AND s.flag = 'no_reviewer') OR ${vacantPost('s.org_id', 's.role', '$2')})
    GROUP BY o.id, s.role
    ORDER BY count(*) FILTER (WHERE s.status = 'waiting') DESC, o.path, s.role LIMIT ${mostShown}`,
};

// Limited: to the rows that a workbench shows, with the number of all beside them.
const vacantUnitsOf = {
  name: 'attention_units_without_secretary',
  text: `SELECT jsonb_build_object('id', id, 'code', code, 'name', name) AS item, count(*) OVER ()::int AS total
    FROM (SELECT DISTINCT o.id, o.code, o.name, o.path FROM ${unitsWithoutSecretary('$2')}
      AND o.path <@ ANY($1::ltree[])) units
    ORDER BY path LIMIT ${mostShown}`,
};

const failedJobs = {
  name: 'attention_failed_jobs',
  text: 'SELECT count(*)::int AS failed FROM job_owed WHERE failed_at IS NOT NULL',
};
