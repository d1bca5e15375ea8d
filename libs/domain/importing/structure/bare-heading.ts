import { roleCueIn } from '../sections/evidence';
import type { SectionMatcher } from '../sections/section-matcher';
import type { Unit } from './unit';

/**
 * A line without a number that is a heading: it names a section (存在的问题), labels the text behind it (主要原因：…), stands
 * in brackets (【学习情况】) or alone between paragraphs. `top`: these lines are the first level of the report; `label`: they
 * come again with every item and stand below it.
 */
export interface BareHeading {
  unit: number;
  from: number;
  to: number;
  place: 'top' | 'below' | 'label';
}

interface Candidate extends Omit<BareHeading, 'place'> {
  /** The section or the role that the words name; empty where they name none. */
  key: string;
  form: 'named' | 'bracketed' | 'plain' | 'colon';
}

const longestLine = 28;
const longestPlain = 20;
const figureOnly = /^ {0,2}[共约]?\d[\d.]{0,8} ?(?:万元|\p{Script=Han})(?:$|[,;。(])/u;
const labelled = /^[#*【[ \u25A0-\u25CF]{0,6}([^:。;,!?\t]{2,16}?)[】\]* ]{0,4}:/;
const bracketed = /^[【[]([^】\]\d:。;,]{2,16}\d{0,2})[】\]] {0,2}:?/;
const colon = /^([^:。;,!?\t()\d]{2,12}):$/;
const titleEnd = /(?:总结|报告|汇报|述职|材料|小结|计划)[】\])》* ]{0,3}$/;
/** Fields of an entry, salutations and dates are lines of their own, but no headings. */
const noHeading =
  /^(?:责任|整改|完成|办结|时限|期限|牵头|分管|联系人|电话|地址|日期|时间|各位|尊敬|同志们|领导|老师|附件|附:|图\d|表\d|20\d\d|二[〇○零]|报送|填报|单位|此致|敬礼|特此|以上|谢谢)|(?:支部|总支|党委|学校|小学|中学|幼儿园|委员会|教育局|工委|组织部|区委|县委|镇|街道|同志|老师|领导)$/;

/** Finds the bare headings among the units `first` to `last` (exclusive) of one report. */
export function findBareHeadings(
  normal: string,
  units: Unit[],
  first: number,
  last: number,
  matcher: SectionMatcher,
): BareHeading[] {
  const found: Candidate[] = [];
  let firstNumber = last;
  for (let index = first; index < last; index += 1) {
    const unit = units[index]!;
    if (unit.marker !== null && (unit.marker.kind === 'comma' || unit.marker.kind === 'roman'))
      firstNumber = Math.min(firstNumber, index);
    const candidate = candidateAt(normal, units, index, matcher);
    if (candidate !== null) found.push(candidate);
  }
  const numbered = firstNumber < last;
  // Where a report is numbered, a line that names no section is a line; else one is chance and several are a habit.
  const plain = found.filter(({ form }) => form === 'plain' || form === 'colon');
  const habit = !numbered && plain.length + found.filter(({ form }) => form === 'named').length >= 2;
  const blocks = found.filter(({ form }) => form === 'bracketed').length >= 2;
  const kept = found.filter(
    ({ form, key }) =>
      form === 'named' ||
      (form === 'bracketed' && blocks) ||
      (form === 'plain' && (habit || (key !== '' && !numbered))) ||
      (form === 'colon' && habit),
  );
  const counts = new Map<string, number>();
  for (const { key, form } of kept) if (form === 'named') counts.set(key, (counts.get(key) ?? 0) + 1);
  const named = kept.filter(({ form }) => form === 'named');
  const top =
    kept.length > 0 &&
    kept[0]!.unit < firstNumber &&
    (habit || blocks || (counts.size >= 2 && counts.size === named.length));
  return kept.map(({ key, form, unit, from, to }) => {
    const repeated = form === 'named' && (counts.get(key) ?? 0) > 1;
    return { unit, from, to, place: repeated ? 'label' : top ? 'top' : 'below' };
  });
}

function candidateAt(
  normal: string,
  units: Unit[],
  index: number,
  matcher: SectionMatcher,
): Candidate | null {
  const unit = units[index]!;
  if (unit.marker !== null || !unit.lineStart) return null;
  const line = normal.slice(unit.from, Math.min(unit.to, unit.from + longestLine + 1));
  const words = wordsOf(normal, unit, line);
  if (words !== null) {
    const bare = normal.slice(words[0], words[1]).replace(/[#*【】[\] ]/g, '');
    const match = matcher.match(bare).find((named) => named.strong);
    if (match !== undefined)
      return { unit: index, from: words[0], to: words[1], key: match.key, form: 'named' };
  }
  const block = bracketed.exec(line);
  const blockKey = block === null ? undefined : matcher.match(block[1]!).find((each) => each.strong)?.key;
  if (block !== null && blockKey !== undefined)
    return { unit: index, from: unit.from, to: unit.from + block[0].length, key: blockKey, form: 'named' };
  if (block !== null && !noHeading.test(block[1]!)) {
    return { unit: index, from: unit.from, to: unit.from + block[0].length, key: '', form: 'bracketed' };
  }
  const whole = unit.to - unit.from <= longestPlain && !noHeading.test(line.replace(/:$/, ''));
  if (!whole) return null;
  const label = colon.exec(line);
  if (label !== null && isFollowed(normal, units, index))
    return { unit: index, from: unit.from, to: unit.to - 1, key: roleCueIn(line)?.role ?? '', form: 'colon' };
  const alone =
    !/[。;!?\t,:|]|\d$|…$/.test(line.replace(/[?]$/, '')) &&
    /\p{Script=Han}{3}/u.test(line) &&
    !titleEnd.test(line);
  if (!alone || !isBetweenParagraphs(normal, units, index)) return null;
  return { unit: index, from: unit.from, to: unit.to, key: roleCueIn(line)?.role ?? '', form: 'plain' };
}

const paragraph = 30;

function isProse(normal: string, unit: Unit | undefined): boolean {
  if (unit === undefined) return false;
  return (
    unit.to - unit.from >= paragraph || /[。;]$/.test(normal.slice(Math.max(unit.from, unit.to - 1), unit.to))
  );
}

function isFollowed(normal: string, units: Unit[], index: number): boolean {
  const next = units[index + 1];
  return next !== undefined && (next.marker !== null || isProse(normal, next));
}

/** Alone, with text behind it, and text or nothing before it. */
function isBetweenParagraphs(normal: string, units: Unit[], index: number): boolean {
  const before = units[index - 1];
  return (
    isFollowed(normal, units, index) &&
    (before === undefined || isProse(normal, before) || before.to - before.from <= longestPlain)
  );
}

function wordsOf(_normal: string, unit: Unit, line: string): [number, number] | null {
  const label = labelled.exec(line);
  // 查摆问题：9个 is an entry of a list of figures.
  if (label !== null && !figureOnly.test(line.slice(label[0].length)))
    return [unit.from, unit.from + label[0].length - 1];
  if (unit.to - unit.from > longestLine || /[。;!?\t,]|\d$/.test(line) || titleEnd.test(line)) return null;
  return [unit.from, unit.to];
}
