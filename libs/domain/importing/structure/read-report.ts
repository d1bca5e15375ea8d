import type { TemplateDefinition } from '../../cycle/template-definition';
import { placeClosingParagraphs } from '../sections/section-fallback';
import { type Piece, SectionMapper } from '../sections/section-mapper';
import type { SectionMatcher } from '../sections/section-matcher';
import { attachmentPieces, attachmentStart } from './attachment';
import { findBareHeadings } from './bare-heading';
import { setClosingApart } from './closing';
import { findContentsTable } from './contents-table';
import { type Heading, readHeadings } from './heading';
import { callsItselfPlan } from './plan-title';
import { findReports, type ReportRange } from './report-boundary';
import { periodOfTitle, type ShortPeriod } from './title-period';
import type { Unit } from './unit';

/** One report with its headings and the places its text goes to. `number` counts from 1. */
export interface ReadReport {
  range: ReportRange;
  headings: Heading[];
  number: number;
  pieces: Piece[];
  /** The report calls itself a plan. */
  plan: boolean;
  /** The quarter or month that the report's title names. */
  short: ShortPeriod | null;
}

/** Reads every report of a file; together their pieces hold all units. */
export function readReports(
  normal: string,
  units: Unit[],
  template: TemplateDefinition,
  matcher: SectionMatcher,
): ReadReport[] {
  const ranges = findReports(normal, units);
  let number = 0;
  return ranges.map((range, index) => {
    if (isListed(normal, range, ranges.slice(index + 1, index + 40))) {
      const pieces = units.slice(range.first, range.last).map<Piece>(({ from, to }) => ({
        from,
        to,
        report: Math.max(1, number),
        target: { type: 'dropped', code: 'contents' },
      }));
      return {
        range: { ...range, announcement: undefined },
        headings: [],
        pieces,
        number: 0,
        plan: false,
        short: null,
      };
    }
    // What stands before the first announced report is the front of the file, unless it has headings.
    const front = range.announcement === undefined && ranges.length > 1;
    const report = readReport({ normal, units, template, matcher }, range, number + 1, front);
    if (!front || report.headings.length > 0) number += 1;
    return report;
  });
}

/** An announcement with nothing under it that comes again: a list of the file's reports. */
function isListed(normal: string, range: ReportRange, later: ReportRange[]): boolean {
  const own = range.announcement;
  if (own === undefined || range.last - range.first > 1) return false;
  const words = normal.slice(own.textFrom, own.textTo);
  return later.some(
    ({ announcement }) =>
      announcement !== undefined && normal.slice(announcement.textFrom, announcement.textTo) === words,
  );
}

interface Source {
  normal: string;
  units: Unit[];
  template: TemplateDefinition;
  matcher: SectionMatcher;
}

function readReport(
  { normal, units, template, matcher }: Source,
  range: ReportRange,
  number: number,
  front: boolean,
): ReadReport {
  const pieces: Piece[] = [];
  const put = (from: number, to: number, target: Piece['target']) =>
    pieces.push({ from, to, report: number, target });
  let { first } = range;
  if (range.announcement !== undefined) {
    const unit = units[first]!;
    put(unit.from, unit.to, { type: 'unplaced', kind: 'title' });
    first += 1;
  }
  const end = attachmentStart(normal, units, first, range.last);
  const contents = findContentsTable(normal, units, first, end);
  const [contentsFrom, contentsTo] = contents ?? [first, first];
  for (const unit of units.slice(contentsFrom, contentsTo)) {
    put(unit.from, unit.to, { type: 'dropped', code: 'contents' });
  }
  const stretches: Array<[number, number]> = [
    [first, contentsFrom],
    [contentsTo, end],
  ];
  const headings: Heading[] = stretches.flatMap(([from, to]) =>
    readHeadings(normal, units, from, to, findBareHeadings(normal, units, from, to, matcher)),
  );
  if (front && headings.length === 0) {
    for (const [from, to] of stretches) {
      for (const unit of units.slice(from, to)) put(unit.from, unit.to, { type: 'unplaced', kind: 'title' });
    }
    for (const unit of units.slice(end, range.last))
      put(unit.from, unit.to, { type: 'unplaced', kind: 'title' });
    return { range, headings, pieces, number, plan: false, short: null };
  }
  const plan = callsItselfPlan(normal, units, range.first, range.last);
  const attached = attachmentPieces(normal, units, [end, range.last], template, number);
  const mapper = new SectionMapper(matcher, template.sections, { normal, headings, report: number, plan });
  for (const [from, to] of stretches) mapper.map(units, from, to);
  const closed = setClosingApart(normal, mapper.pieces);
  return {
    range,
    headings,
    pieces: pieces.concat(placeClosingParagraphs(normal, closed, matcher), attached),
    number,
    plan,
    short: periodOfTitle(normal, units, range.first, range.last),
  };
}
