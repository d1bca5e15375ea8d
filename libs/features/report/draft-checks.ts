import { checksVersion } from '@domain/checks';
import type { ReportContent, ReturnScope } from '@domain/review';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { checkWork } from './check-work';
import type { DraftRecord } from './loaded-report';
import type { ReportRow } from './report-row';
import { TemplateCache } from './template-cache';

/** Runs the draft checks in the context of one report, and knows when kept findings still hold. */
@Injectable()
export class DraftChecks {
  constructor(
    private readonly templates: TemplateCache,
    private readonly computing: Computing,
  ) {}

  /**
   * @param returned the revision that a return with a scope is about (`ContentFacts.returned`)
   * @throws too_costly, busy; a text of usual length is checked on the spot
   */
  async run(row: ReportRow, content: ReportContent, returned: ReportContent | null): Promise<DraftRecord> {
    const template = await this.templates.definition(row.template_version_id);
    const context = { period: row.period, scope: scopeOf(row), returned };
    const task = { content, template, context };
    const findings = await this.computing.run(checkWork, task, `report ${row.id}`);
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    return { findings, findingsOf: DraftChecks.key(row), errors };
  }

  /** What kept findings depend on besides the content, which is saved together with them. */
  static key(row: ReportRow): string {
    const scope = scopeOf(row);
    const frozen = scope ? `${row.returned?.revision}:${JSON.stringify(scope)}` : '';
    return `${checksVersion}:${row.template_version_id}:${row.period}:${frozen}`;
  }
}

/** What the return that is being answered opens; null where nothing is frozen. */
export function scopeOf(row: ReportRow): ReturnScope | null {
  return row.state === 'returned' ? (row.returned?.scope ?? null) : null;
}
