import { type Actor, allowed, type Verb } from '@domain/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';

/**
 * An archive is its requester's alone, and only as long as they may still export from the unit it was
 * made of: a right taken away in the meantime takes the download with it (design 5, case 12).
 */
@Injectable()
export class ExportJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('export', { judge: (caller, verb, id) => this.judge(caller, verb, id) });
  }

  private async judge(caller: Actor, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [made] = await this.database.query<{ orgId: string; path: string }>(
      `SELECT o.id AS "orgId", o.path::text AS path FROM document_export e JOIN org_unit o ON o.id = e.org_id
       WHERE e.id = $1 AND e.requested_by = $2 AND e.expires_at > $3`,
      [id, caller.userId, this.clock.now()],
    );
    return made && allowed(caller, verb, made, this.clock.now()) ? 'allowed' : 'hidden';
  }
}
