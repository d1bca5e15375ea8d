import type { Verb } from '@domain/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '@platform/database';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';

/** A comment or an extension is judged as the report that it belongs to. */
@Injectable()
export class ReviewJudges implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const kind of ['comment', 'extension'] as const) {
      this.judges.register(kind, { judge: (caller, verb, id) => this.judge(kind, caller, verb, id) });
    }
  }

  private async judge(
    kind: 'comment' | 'extension',
    caller: Caller,
    verb: Verb,
    id: string,
  ): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [row] = await this.database.query<{ report_id: string }>(statements[kind], [id]);
    return row ? this.judges.of('report').judge(caller, verb, row.report_id) : 'hidden';
  }
}

const statements = {
  comment: { name: 'comment_report', text: 'SELECT report_id FROM comment WHERE id = $1' },
  extension: { name: 'extension_report', text: 'SELECT report_id FROM extension WHERE id = $1' },
};
