import { checksVersion } from '@domain/checks';
import type { ReportContent, ReturnScope } from '@domain/review';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { checkWork } from './check-work';
import type { DraftRecord, Querier } from './loaded-report';
import { type LastYear, LastYears } from './previous-report';
import type { ReportRow } from './report-row';
import { TemplateCache } from './template-cache';

/** Runs the draft checks in the context of one report, and knows when kept findings still hold. */
@Injectable()
export class DraftChecks {
  constructor(
    private readonly templates: TemplateCache,
    private readonly computing: Computing,
    private readonly lastYears: LastYears,
  ) {}

  /**
   * @param returned the revision that a return with a scope is about (`ContentFacts.returned`)
   * @throws too_costly, busy; a text of usual length is checked on the spot
   */
  async run(
    querier: Querier,
    row: ReportRow,
    content: ReportContent,
    returned: ReportContent | null,
  ): Promise<DraftRecord> {
    const template = await this.templates.definition(row.template_version_id);
    const lastYear = await this.lastYears.of(querier, row);
    const context = { period: row.period, scope: scopeOf(row), returned, lastYear: lastYear.content };
    const task = { content, template, context };
    const findings = await this.computing.run(checkWork, task, `report ${row.id}`);
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    return { findings, findingsOf: keyOf(row, lastYear), errors };
  }

  /** What kept findings depend on besides the content, which is saved together with them. */
  async key(querier: Querier, row: ReportRow): Promise<string> {
    return keyOf(row, await this.lastYears.of(querier, row));
  }
}

function keyOf(row: ReportRow, lastYear: LastYear): string {
  const scope = scopeOf(row);
  const frozen = scope ? `${row.returned?.revision}:${JSON.stringify(scope)}` : '';
  return `${checksVersion}:${row.template_version_id}:${row.period}:${lastYear.identity}:${frozen}`;
}

/** What the return that is being answered opens; null where nothing is frozen. */
export function scopeOf(row: ReportRow): ReturnScope | null {
  return row.state === 'returned' ? (row.returned?.scope ?? null) : null;
}
