import type { ReportContent } from '@domain/review';
import { Injectable } from '@nestjs/common';
import type { Querier } from '@platform/database';
import { LRUCache } from 'lru-cache';
import type { ReportRow } from '../report-row';

/**
 * SQL, to follow FROM: report `r` beside each report `last` that the unit had approved in an earlier cycle (tier
 * `lt`) on the same template. A nil report is nobody's previous report.
 */
export const previousReports = `report r JOIN cycle_tier t ON t.id = r.tier_id
  JOIN template_version tv ON tv.id = t.template_version_id
  JOIN report last ON last.org_id = r.org_id AND last.id <> r.id AND last.state IN ('approved', 'published')
    AND last.nil_reason IS NULL
  JOIN cycle_tier lt ON lt.id = last.tier_id AND lt.kind = t.kind AND lt.due_at < t.due_at
  JOIN template_version lv ON lv.id = lt.template_version_id AND lv.template_id = tv.template_id`;

export interface LastYear {
  /** Changes when another revision takes its place; empty where there is none. */
  identity: string;
  content: ReportContent | null;
}

/** Characters of all texts that are kept; a report of usual length has 10,000. */
const mostCharacters = 8_000_000;
/** How long an approval of last year's report may go unseen by the checks of this year's. */
const keptMs = 5 * 60_000;

/** What a unit reported a year before, which the draft checks compare with; kept, since each save asks for it. */
@Injectable()
export class LastYears {
  private readonly kept = new LRUCache<string, LastYear>({
    ttl: keptMs,
    maxSize: mostCharacters,
    sizeCalculation: ({ content }) => JSON.stringify(content).length + 100,
  });

  async of(querier: Querier, row: Pick<ReportRow, 'id' | 'period'>): Promise<LastYear> {
    const known = this.kept.get(row.id);
    if (known) return known;
    const period = yearBefore(row.period);
    const [last] =
      period === null
        ? []
        : await querier.query<LastYear & Record<string, unknown>>(selectLastYear, [row.id, period]);
    const found = last ?? { identity: '', content: null };
    this.kept.set(row.id, found);
    return found;
  }
}

/** `2025Q4` of `2026Q4`: a quarter is compared with that of the year before, not with the one before it. */
export function yearBefore(period: string): string | null {
  if (!/^\d{4}(?!\d)/.test(period)) return null;
  return period.replace(/^\d{4}/, (year) => String(Number(year) - 1).padStart(4, '0'));
}

const selectLastYear = {
  name: 'report_a_year_before',
  plannedOnce: true,
  text: `SELECT last.id || ':' || last.revision AS identity, v.content
    FROM ${previousReports} JOIN cycle lc ON lc.id = last.cycle_id AND lc.period = $2
      JOIN revision v ON v.report_id = last.id AND v.number = last.revision
    WHERE r.id = $1 ORDER BY lt.due_at DESC LIMIT 1`,
};
