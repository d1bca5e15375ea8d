import type { Finding } from '@domain/checks';
import { emptyContent, type Facts, type ReportContent } from '@domain/review';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import type { Querier } from '@platform/database';
import type { DraftRecord, LoadedReport, ReportViewRow } from '../report-row';
import { DraftChecks, scopeOf } from './draft-checks';

interface RevisionRow extends Record<string, unknown> {
  content: ReportContent;
  nil: boolean;
}

interface KeptDraft extends Record<string, unknown> {
  content: ReportContent;
  findings: Finding[] | null;
  findings_of: string | null;
}

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
    const returned = await this.returned(querier, row);
    const record = await this.checks.run(querier, row, next, returned);
    facts.draft = {
      content,
      template: await this.templates.definition(row.template_version_id),
      returned,
    };
    facts.draftErrors = record.errors;
    return record;
  }

  /** Kept findings serve while neither the rules nor the scope changed; else the text is checked again. */
  async forSubmitting(querier: Querier, loaded: LoadedReport): Promise<void> {
    const { row, facts } = loaded;
    loaded.accounts = (await this.templates.definition(row.template_version_id)).ledger?.account ?? false;
    if (row.findings_of === (await this.checks.key(querier, row))) return;
    const content = await this.atHand(querier, row);
    const { errors } = await this.checks.run(querier, row, content, await this.returned(querier, row));
    facts.draftErrors = errors;
  }

  /** What the checks say of the working copy: what was kept when it was saved, on the same terms as for submitting. */
  async ofWorkingCopy(querier: Querier, row: LoadedReport['row']): Promise<Finding[]> {
    const [draft] = await querier.query<KeptDraft>(selectKept, [row.id]);
    if (draft?.findings && draft.findings_of === (await this.checks.key(querier, row))) return draft.findings;
    const content = draft?.content ?? emptyContent;
    return (await this.checks.run(querier, row, content, await this.returned(querier, row))).findings;
  }

  /**
   * The revision that a return with a scope is about, which what is written is compared with. Null without a
   * scope, and for a nil report, which had no content to freeze.
   */
  async returned(querier: Querier, row: LoadedReport['row']): Promise<ReportContent | null> {
    if (!scopeOf(row) || !row.returned) return null;
    const values = [row.id, row.returned.revision];
    const [revision] = await querier.query<RevisionRow>(selectRevision, values);
    return revision && !revision.nil ? revision.content : null;
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

  async ofRevision(querier: Querier, row: LoadedReport['row']): Promise<Facts['revisionContent']> {
    const template = await this.templates.definition(row.template_version_id);
    const [revision] = await querier.query<RevisionRow>(selectRevision, [row.id, row.revision]);
    if (revision?.nil) return null;
    return {
      sections: template.sections.map((section) => section.key),
      indicators: template.indicators.map((indicator) => indicator.key),
      problems: (revision?.content.problems ?? []).map((item) => item.id),
    };
  }
}

const selectDraft = { name: 'report_draft', text: 'SELECT content FROM report_draft WHERE report_id = $1' };
const selectKept = {
  name: 'report_draft_kept',
  text: 'SELECT content, findings, findings_of FROM report_draft WHERE report_id = $1',
};
const selectRevision = {
  name: 'report_revision_content',
  text: 'SELECT content, nil_reason IS NOT NULL AS nil FROM revision WHERE report_id = $1 AND number = $2',
};
