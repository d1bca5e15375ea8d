import { allowed, type Verb } from '@domain/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';

interface Place {
  report_id: string | null;
  cycle_id: string | null;
  revision: number | null;
}

/**
 * An attachment is judged as what it hangs on; one that no revision has frozen yet belongs to the
 * working copy, which the author's side alone sees (design 1.3).
 */
@Injectable()
export class AttachmentJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('attachment', { judge: (caller, verb, id) => this.judge(caller, verb, id) });
  }

  private async judge(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [place] = await this.database.query<Place>(
      'SELECT report_id, cycle_id, revision FROM attachment WHERE id = $1',
      [id],
    );
    if (!place) return 'hidden';
    if (place.report_id === null) return this.judgeNotice(caller, verb, place.cycle_id ?? '');
    const judgement = await this.judges.of('report').judge(caller, verb, place.report_id);
    if (judgement === 'hidden' || place.revision !== null) return judgement;
    return (await this.isAuthor(caller, place.report_id)) ? judgement : 'hidden';
  }

  private judgeNotice(caller: Caller, verb: Verb, cycleId: string): Promise<Judgement> {
    return this.judges
      .of('cycle')
      .judge(caller, verb === 'report.read' ? 'cycle.read' : 'cycle.manage', cycleId);
  }

  private async isAuthor(caller: Caller, reportId: string): Promise<boolean> {
    const [org] = await this.database.query<{ orgId: string; path: string }>(
      `SELECT o.id AS "orgId", o.path::text AS path FROM report r JOIN org_unit o ON o.id = r.org_id WHERE r.id = $1`,
      [reportId],
    );
    return org !== undefined && allowed(caller, 'report.write', org, this.clock.now());
  }
}
