import { emptyContent, type Facts, type ReportContent } from '@domain/review';
import { Injectable } from '@nestjs/common';
import { DraftChecks } from './draft-checks';
import type { DraftRecord, LoadedReport, Querier } from './loaded-report';
import type { ReportViewRow } from './report-row';
import { TemplateCache } from './template-cache';

/** Facts about what a report says. */
@Injectable()
export class ContentFacts {
  constructor(
    private readonly checks: DraftChecks,
    private readonly templates: TemplateCache,
  ) {}

  async forSaving(
    querier: Querier,
    row: LoadedReport['row'],
    facts: Facts,
    next: ReportContent,
  ): Promise<DraftRecord> {
    const content = await this.atHand(querier, row);
    const after = await this.checks.run(row, next);
    // Only a scope freezes anything that an error could open.
    const scoped = row.state === 'returned' && row.returned?.scope;
    facts.draft = {
      content,
      template: await this.templates.definition(row.template_version_id),
      opened: scoped ? [...(await this.checks.run(row, content)).opened, ...after.opened] : [],
    };
    facts.draftErrors = after.record.errors;
    return after.record;
  }

  /** Kept findings serve while neither the rules nor the scope changed; else the text is checked again. */
  async forSubmitting(querier: Querier, row: LoadedReport['row'], facts: Facts): Promise<void> {
    if (row.findings_of === DraftChecks.key(row)) return;
    const content = await this.atHand(querier, row);
    facts.draftErrors = (await this.checks.run(row, content)).record.errors;
  }

  /** The working copy of a report whose author's side acts: often it was read together with the rest. */
  private atHand(querier: Querier, row: LoadedReport['row']): Promise<ReportContent> {
    if ('content' in row) return Promise.resolve((row as ReportViewRow).content ?? emptyContent);
    return this.workingCopy(querier, row.id);
  }

  async workingCopy(querier: Querier, id: string): Promise<ReportContent> {
    const [draft] = await querier.query<{ content: ReportContent }>(selectDraft, [id]);
    return draft?.content ?? emptyContent;
  }

  async ofRevision(
    querier: Querier,
    row: LoadedReport['row'],
  ): Promise<NonNullable<Facts['revisionContent']>> {
    const template = await this.templates.definition(row.template_version_id);
    const [revision] = await querier.query<{ content: ReportContent }>(selectRevision, [
      row.id,
      row.revision,
    ]);
    return {
      sections: template.sections.map((section) => section.key),
      indicators: template.indicators.map((indicator) => indicator.key),
      problems: (revision?.content.problems ?? []).map((item) => item.id),
    };
  }
}

const selectDraft = { name: 'report_draft', text: 'SELECT content FROM report_draft WHERE report_id = $1' };
const selectRevision = {
  name: 'report_revision_content',
  text: 'SELECT content FROM revision WHERE report_id = $1 AND number = $2',
};
