import type { TemplateDefinition } from '../../cycle/template-definition';
import { foldText } from '../../text/fold';
import { columnField } from '../problems/problem-field';
import type { Piece, Target } from '../sections/section-mapper';
import type { Unit } from './unit';

const announcement =
  /^(?:附件|附(?= ?[:\d])) {0,2}(?:\d{1,2}|[一二三四五六七八九])? {0,2}(?::|$|[ \t(《]|[^,。;]{2,20}$)/;
const longestAnnouncement = 40;

/** Where the attachments (附件) begin that follow a report; `last` where it has none. */
export function attachmentStart(normal: string, units: Unit[], first: number, last: number): number {
  let start = last;
  for (let index = last - 1; index > first; index -= 1) {
    const unit = units[index]!;
    // A first-rank heading behind it: the line only mentions an attachment.
    if (unit.marker?.kind === 'comma' || unit.marker?.kind === 'part') break;
    if (unit.marker !== null || unit.to - unit.from > longestAnnouncement) continue;
    if (announcement.test(normal.slice(unit.from, unit.to))) start = index;
  }
  return start;
}

/**
 * Attachments belong to no section. Tables of them that are read in full, as indicators or as the
 * problem list, need not be kept a second time; everything else stays unplaced.
 */
export function attachmentPieces(
  normal: string,
  units: Unit[],
  range: [first: number, last: number],
  template: TemplateDefinition,
  report: number,
): Piece[] {
  const names = new Set(template.indicators.map((indicator) => foldText(indicator.name)));
  let problems = false;
  const pieces: Piece[] = [];
  for (const { from, to } of units.slice(...range)) {
    const cells = normal
      .slice(from, to)
      .split('\t')
      .map((cell) => cell.trim());
    if (cells.length < 2) problems = false;
    else if (isProblemHead(cells)) problems = template.problems.enabled;
    const read =
      cells.length > 1 &&
      (problems || isIndicatorHead(cells) || cells.slice(0, 2).some((cell) => names.has(cell)));
    const target: Target = read
      ? { type: 'dropped', code: 'read_table' }
      : { type: 'unplaced', kind: 'attachment' };
    pieces.push({ from, to, report, target });
  }
  return pieces;
}

/** A head whose every column is a field of the problem list, apart from the running number. */
function isProblemHead(cells: string[]): boolean {
  const columns = cells.filter((cell) => cell !== '序号').map(columnField);
  return columns.includes('problem') && !columns.includes(null);
}

function isIndicatorHead(cells: string[]): boolean {
  return cells.every((cell) => /^(?:序号|指标(?:名称)?|数值|单位|完成数|数量)$/.test(cell));
}
