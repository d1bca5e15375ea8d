import type { Verb } from '@domain/access';
import { isProblem } from '@domain/problems';
import { ReportReader } from '@features/report';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '@platform/database';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';

interface Place {
  report_id: string | null;
  cycle_id: string | null;
  rectification_id: string | null;
  revision: number | null;
  removedIn: number | null;
}

/**
 * An attachment is judged as what it hangs on, and of a report as the revisions that carry it; one that no revision
 * has frozen yet belongs to the working copy, which the author's side alone sees (design 1.3).
 */
@Injectable()
export class AttachmentJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
    private readonly reports: ReportReader,
  ) {}

  onModuleInit(): void {
    this.judges.register('attachment', { judge: (caller, verb, id) => this.judge(caller, verb, id) });
  }

  private async judge(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [place] = await this.database.query<Place>(
      'SELECT report_id, cycle_id, rectification_id, revision, removed_in AS "removedIn" FROM attachment WHERE id = $1',
      [id],
    );
    if (!place) return 'hidden';
    if (place.rectification_id !== null)
      return this.judges
        .of('rectification')
        .judge(
          caller,
          verb === 'report.read' ? 'rectification.read' : 'rectification.write',
          place.rectification_id,
        );
    if (place.report_id === null) return this.judgeNotice(caller, verb, place.cycle_id ?? '');
    const judgement = await this.judges.of('report').judge(caller, verb, place.report_id);
    if (judgement === 'hidden') return judgement;
    return (await this.isShown(caller, place.report_id, place)) ? judgement : 'hidden';
  }

  private judgeNotice(caller: Caller, verb: Verb, cycleId: string): Promise<Judgement> {
    return this.judges
      .of('cycle')
      .judge(caller, verb === 'report.read' ? 'cycle.read' : 'cycle.manage', cycleId);
  }

  private async isShown(caller: Caller, reportId: string, { revision, removedIn }: Place): Promise<boolean> {
    const seen = await this.reports.see(caller, reportId).catch((error: unknown) => {
      if (isProblem(error) && error.code === 'not_found') return null;
      throw error;
    });
    if (!seen) return false;
    if (seen.disclosure.content(null)) return true;
    if (revision === null) return false;
    const latest = Math.min(seen.loaded.row.revision, (removedIn ?? Number.POSITIVE_INFINITY) - 1);
    for (let carried = revision; carried <= latest; carried += 1)
      if (seen.disclosure.content(carried)) return true;
    return false;
  }
}
