import { problem } from '@domain/problems';
import { type Asked, ReportLife } from '@features/report';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';

/** Answers requests for more time 延期. */
@Injectable()
export class ExtensionService {
  constructor(
    private readonly database: Database,
    private readonly life: ReportLife,
  ) {}

  /** @returns the report's id. @throws extension_closed where it was answered already */
  async grant(caller: Caller, id: string, dueAt: (timeZone: string) => Date, note?: string): Promise<string> {
    return this.answer(caller, id, (timeZone) => ({
      action: 'grant-extension',
      extension: id,
      dueAt: dueAt(timeZone),
      note,
    }));
  }

  async deny(caller: Caller, id: string, reason?: string): Promise<string> {
    return this.answer(caller, id, { action: 'deny-extension', extension: id, reason });
  }

  private async answer(caller: Caller, id: string, command: Asked): Promise<string> {
    const [row] = await this.database.query<{ report_id: string; state: string }>(selectExtension, [id]);
    if (!row) throw problem('not_found');
    if (row.state !== 'requested') throw problem('extension_closed', {}, { state: { extension: row.state } });
    await this.life.run(caller, row.report_id, command);
    return row.report_id;
  }
}

const selectExtension = {
  name: 'extension_by_id',
  text: 'SELECT report_id, state FROM extension WHERE id = $1',
};
