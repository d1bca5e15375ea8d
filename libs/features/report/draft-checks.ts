import { checkDraft, checksVersion, type Finding, openedByFindings } from '@domain/checks';
import type { ReportContent, ReturnScope } from '@domain/review';
import { Injectable } from '@nestjs/common';
import type { DraftRecord } from './loaded-report';
import type { ReportRow } from './report-row';
import { TemplateCache } from './template-cache';

/** Runs the draft checks in the context of one report, and knows when kept findings still hold. */
@Injectable()
export class DraftChecks {
  constructor(private readonly templates: TemplateCache) {}

  async run(
    row: ReportRow,
    content: ReportContent,
  ): Promise<{ findings: Finding[]; record: DraftRecord; opened: string[] }> {
    const template = await this.templates.definition(row.template_version_id);
    const findings = checkDraft({ content, template, context: { period: row.period, scope: scopeOf(row) } });
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    return {
      findings,
      record: { findings, findingsOf: DraftChecks.key(row), errors },
      opened: openedByFindings(findings),
    };
  }

  /** What kept findings depend on besides the content, which is saved together with them. */
  static key(row: ReportRow): string {
    return `${checksVersion}:${row.template_version_id}:${row.period}:${JSON.stringify(scopeOf(row))}`;
  }
}

function scopeOf(row: ReportRow): ReturnScope | null {
  return row.state === 'returned' ? (row.returned?.scope ?? null) : null;
}
