import {
  type Actor,
  allowed,
  inForce,
  isWithin,
  type Participation,
  type Verb,
  viewOf,
} from '@domain/access';
import type { ReportState } from '@domain/review';
import { scopeOf } from '@features/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Querier } from '@platform/database';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';
import { viewReport } from './load-statement';
import { type ReportRecord, type ReportViewRow, reviveRow } from './report-row';
import { ReportStore } from './report-store';

interface Place {
  orgId: string;
  path: string;
  state: ReportState;
  revision: number;
  editionId: string | null;
  /** Posts of the present round's steps. */
  stops: Array<{ orgId: string; role: string }>;
}

/** Verbs that only look: the rest acts, and reads everything its rules need at once. */
const looking: readonly Verb[] = ['report.read', 'report.comment', 'rectification.read', 'document.export'];

/** Judges a caller's verb on a report by where it stands; turn, state and recusal come later. */
@Injectable()
export class ReportJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
    private readonly store: ReportStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('report', { judge: (caller, verb, id) => this.judge(caller, verb, id) });
  }

  async judge(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const now = this.clock.now();
    const place = looking.includes(verb) ? await this.glance(id) : await this.read(caller, id, now);
    if (!place) return 'hidden';
    const onRoute = caller.appointments.some(
      (post) =>
        inForce(post, now) &&
        place.stops.some((stop) => stop.orgId === post.orgId && stop.role === post.role),
    );
    const org = { orgId: place.orgId, path: place.path };
    if (!onRoute && !(await this.isVisible(caller, id, place, now))) return 'hidden';
    if (verb === 'review.decide') return onRoute || mayReview(caller, place.path, now) ? 'allowed' : 'denied';
    if (verb === 'review.transfer') {
      const may =
        onRoute || mayReview(caller, place.path, now) || allowed(caller, 'report.administer', org, now);
      return may ? 'allowed' : 'denied';
    }
    if (verb === 'report.read' || verb === 'report.comment') return 'allowed';
    return allowed(caller, verb, org, now) ? 'allowed' : 'denied';
  }

  private async glance(id: string): Promise<Place | undefined> {
    const [row] = await this.database.query<Place & Record<string, unknown>>(selectPlace, [id]);
    return row ? { ...row, stops: row.stops ?? [] } : undefined;
  }

  private async read(caller: Caller, id: string, now: Date): Promise<Place | undefined> {
    const values = [id, now, unitsWrittenFor(caller, now)];
    const [found] = await this.database.query<ReportRecord<ReportViewRow> & Record<string, unknown>>(
      viewReport,
      values,
    );
    if (!found) return undefined;
    const row = reviveRow(found);
    this.store.keep(caller, await this.store.loaded<ReportViewRow>(row, caller));
    return {
      orgId: row.org_id,
      path: row.org_path,
      state: row.state,
      revision: row.revision,
      editionId: row.edition_id,
      stops: row.steps ?? [],
    };
  }

  private async isVisible(caller: Caller, id: string, place: Place, now: Date): Promise<boolean> {
    const report = {
      org: { orgId: place.orgId, path: place.path },
      state: place.state,
      revision: place.revision,
      hasCurrentEdition: place.editionId !== null,
    };
    if (viewOf(caller, report, null, now) !== 'none') return true;
    if (viewOf(caller, report, { approvedRevision: null }, now) === 'none') return false;
    return (await participationOf(this.database, caller, id)) !== null;
  }
}

/** Units whose working copies the caller writes. */
export function unitsWrittenFor(caller: Caller, now: Date): string[] {
  return scopeOf(caller, 'report.write', now).orgIds;
}

/** Whether somebody commented on a report or was told of it (case 20), and what of it was approved last. */
export async function participationOf(
  querier: Querier,
  caller: Caller,
  id: string,
): Promise<Participation | null> {
  const [row] = await querier.query<Participation & { tookPart: boolean }>(selectParticipation, [
    id,
    caller.userId,
  ]);
  return row?.tookPart ? { approvedRevision: row.approvedRevision } : null;
}

/** Deciding about a unit needs the post of a reviewer above it, or of a leader at or above it. */
function mayReview(actor: Actor, path: string, now: Date): boolean {
  return actor.appointments.some(
    (post) =>
      inForce(post, now) &&
      isWithin(path, post.path) &&
      (post.role === 'leader' || (post.role === 'reviewer' && post.path !== path)),
  );
}

const selectPlace = {
  name: 'report_place',
  text: `SELECT r.org_id AS "orgId", o.path::text AS path, r.state, r.revision, r.edition_id AS "editionId",
      (SELECT json_agg(json_build_object('orgId', s.org_id, 'role', s.role)) FROM review_step s
        WHERE s.report_id = r.id AND s.round = r.round AND s.status <> 'replaced') AS stops
    FROM report r JOIN org_unit o ON o.id = r.org_id WHERE r.id = $1`,
};

const selectParticipation = {
  name: 'report_participation',
  text: `SELECT EXISTS (SELECT FROM comment WHERE report_id = $1 AND author_id = $2)
      OR EXISTS (SELECT FROM notification WHERE report_id = $1 AND recipient_id = $2) AS "tookPart",
      (SELECT e.revision FROM event e WHERE e.report_id = $1 AND e.type = 'report.approved' AND e.to_state = 'approved'
        AND NOT EXISTS (SELECT FROM event x WHERE x.report_id = $1 AND x.sequence > e.sequence
          AND x.type = 'report.recalled' AND x.from_state = 'approved')
        ORDER BY e.sequence DESC LIMIT 1) AS "approvedRevision"`,
};
