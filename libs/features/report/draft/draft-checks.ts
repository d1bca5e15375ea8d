import { checksVersion } from '@domain/checks';
import { type ItemList, periodStart } from '@domain/ledger/listed-item';
import type { ReportContent, ReturnScope } from '@domain/review';
import { ItemLists, type KnownLedger } from '@features/item-list';
import { TemplateCache } from '@features/template';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import type { Querier } from '@platform/database';
import type { DraftRecord, ReportRow } from '../report-row';
import { checkWork } from './check-work';
import { type LastYear, LastYears } from './previous-report';

/** Runs the draft checks in the context of one report, and knows when kept findings still hold. */
@Injectable()
export class DraftChecks {
  constructor(
    private readonly templates: TemplateCache,
    private readonly computing: Computing,
    private readonly lastYears: LastYears,
    private readonly lists: ItemLists,
  ) {}

  /**
   * @param returned the revision that a return with a scope is about (`ContentFacts.returned`)
   * @param frozen the ledger as it stood when the content was handed in; left out for a working copy
   * @throws too_costly, busy; a text of usual length is checked on the spot
   */
  async run(
    querier: Querier,
    row: ReportRow,
    content: ReportContent,
    returned: ReportContent | null,
    frozen?: ItemList | null,
  ): Promise<DraftRecord> {
    const template = await this.templates.definition(row.template_version_id);
    const lastYear = await this.lastYears.of(querier, row);
    const known = frozen === null ? null : await this.ledger(querier, row);
    const ledger = known && { ...known.facts, ...frozen };
    const context = { period: row.period, scope: scopeOf(row), returned, lastYear: lastYear.content, ledger };
    const task = { content, template, context };
    const findings = await this.computing.run(checkWork, task, `report ${row.id}`);
    const errors = findings.filter((finding) => finding.severity === 'error').length;
    return { findings, findingsOf: keyOf(row, lastYear, known), errors };
  }

  /** What kept findings depend on besides the content, which is saved together with them. */
  async key(querier: Querier, row: ReportRow): Promise<string> {
    return keyOf(row, await this.lastYears.of(querier, row), await this.ledger(querier, row));
  }

  /** The unit's items as they stand; null where the template does not ask for them. */
  async itemList(querier: Querier, row: ReportRow): Promise<ItemList | null> {
    const known = await this.ledger(querier, row);
    return known && { since: known.facts.since, items: known.facts.items, total: known.facts.total };
  }

  /** Null where the template does not ask to account for the ledger, which costs nothing then. */
  private async ledger(querier: Querier, row: ReportRow): Promise<KnownLedger | null> {
    const { ledger } = await this.templates.definition(row.template_version_id);
    return ledger?.account ? this.lists.facts(querier, row, periodStart(row.period)) : null;
  }
}

function keyOf(row: ReportRow, lastYear: LastYear, ledger: KnownLedger | null): string {
  const scope = scopeOf(row);
  const frozen = scope ? `${row.returned?.revision}:${JSON.stringify(scope)}` : '';
  return `${checksVersion}:${row.template_version_id}:${row.period}:${lastYear.identity}:${frozen}${ledger ? `:${ledger.identity}` : ''}`;
}

/** What the return that is being answered opens; null where nothing is frozen. */
export function scopeOf(row: ReportRow): ReturnScope | null {
  return row.state === 'returned' ? (row.returned?.scope ?? null) : null;
}
