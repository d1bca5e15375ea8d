import { numeralPattern, parseNumeral } from '../../../numerals/numeral';
import { passageOf } from '../../../text';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt, maxFindingsPerRule } from '../../draft-rule';
import type { Marker, MarkerStyle } from '../../marker';

const number = `(${numeralPattern})`;
const item = '(?:《[^《》\\n]{1,60}》|“[^“”\\n]{1,30}”)(?:[（(][^（）()\\n]{1,30}[）)])?';
const named = new RegExp(
  `((?:${item}(?:[、，,和及与]|以及)?){2,40})(等)?${number}(余|多)?(?:个|项|条|份|部|种|类|门|本|篇|套|场|大)`,
  'g',
);
/** Blanks between an announcement and its list. */
const farthest = 200;
/** Marks of lists inside a list of twenty entries at most. */
const mostMarks = 400;
const kinds = '(?:个方面|方面|个|点|项|条|类|种|大|步|件)';
const heralded = new RegExp(
  `(?:以下|如下|下列)[^。；;：:\\n]{0,6}?${number}${kinds}[^。；;：:\\n]{0,12}[：:。]?` +
    `|${number}${kinds}[^，,。；;：:\\n]{0,12}[：:]|(?:主要|原因|问题|表现)[^，,。；;：:\\n]{0,6}有${number}[：:]`,
  'g',
);

/** 《…》《…》等7项制度: the titles named must not be more than announced, and as many without 等. */
function namedItems(passage: Passage): RuleFinding[] {
  return [...passage.plain.matchAll(named)].flatMap((match) => {
    const [whole, list = '', andOthers, announced = '', about] = match;
    const count = list.match(new RegExp(item, 'g'))?.length ?? 0;
    const value = parseNumeral(announced);
    if (value === null || about !== undefined || !Number.isInteger(value)) return [];
    if (andOthers !== undefined ? count <= value : count === value) return [];
    const from = match.index + list.length;
    const to = match.index + whole.length;
    const quote = passageOf(passage.text, from, to);
    return [foundAt(passage, from, to, `${passage.label}里写“${quote}”，前面列出的是${count}项，请核对。`)];
  });
}

const listed = new RegExp(
  `${number}[项个条种类大](\\p{Script=Han}{2,6})[”"]?[，,：:]?(?:即|也就是|分别是|分别为|包括|是指)[：:，,]?([^。；;！!？?：:\\n]{4,300})`,
  'gu',
);

/** 四项制度，即…制度、…制度、…制度: where each entry bears the name of what was announced, they are counted. */
function entriesOfOneName(passage: Passage): RuleFinding[] {
  return [...passage.plain.matchAll(listed)].flatMap((match) => {
    const [whole, announced = '', name = '', list = ''] = match;
    const value = parseNumeral(announced);
    const entries = list.split(/[，,]/, 1)[0]?.split(/、|以及|[和及与]/) ?? [];
    if (value === null || entries.length < 2 || entries.length === value) return [];
    if (!entries.every((entry) => entry.endsWith(name) && entry.length <= 24)) return [];
    const to = match.index + whole.indexOf(name) + name.length;
    const quote = passageOf(passage.text, match.index, to);
    const message = `${passage.label}里写“${quote}”，后面列出的是${entries.length}项，请核对。`;
    return [foundAt(passage, match.index, to, message)];
  });
}

/** 以下三点 then four: the list that follows at once is counted by its numbering marks. */
function heraldedItems(passage: Passage): RuleFinding[] {
  const { plain: text, markers } = passage;
  const findings: RuleFinding[] = [];
  const outer = new Set<MarkerStyle>();
  let start = 0;
  for (const match of text.matchAll(heralded)) {
    const end = match.index + match[0].length;
    for (; start < markers.length && markers[start]!.from < end; start += 1) outer.add(markers[start]!.style);
    const value = parseNumeral(match[1] ?? match[2] ?? match[3] ?? '');
    const first = markers[start];
    if (value === null || value < 2 || value > 20 || first?.number !== 1) continue;
    if (first.from - end > farthest || text.slice(end, first.from).trim() !== '') continue;
    const count = countedFrom(markers, start, outer);
    if (count === value) continue;
    const message = `${passage.label}里写“${match[0].trim()}”，后面列出的是${count}条，请核对。`;
    findings.push(foundAt(passage, match.index, end, message));
    if (findings.length >= maxFindingsPerRule) break;
  }
  return findings;
}

/** How far a list counts on from its first mark, to the next heading of a style that stood before it. */
function countedFrom(markers: readonly Marker[], start: number, outer: ReadonlySet<MarkerStyle>): number {
  const { style } = markers[start]!;
  let count = 1;
  for (let at = start + 1; at < Math.min(markers.length, start + mostMarks); at += 1) {
    const marker = markers[at]!;
    if (marker.style === style) {
      if (marker.number !== count + 1) break;
      count += 1;
    } else if (outer.has(marker.style) && marker.lineStart) break;
  }
  return count;
}

export const announcedCount: DraftRule = {
  id: 'announced-count',
  explanation: '预告的数目要与列出的相符：“等7项制度”前面不能列出八项，“以下三点”后面要正好三点。',
  severity: 'warning',
  fires: {
    text: '制定《学习制度》《会议制度》《考勤制度》等2项制度。落实“四项制度”，即报告制度、承诺制度和联系制度。存在以下三个问题：1.学习不深。2.形式单一。3.联系不紧。4.宣传不够。',
  },
  silent: {
    text: '制定《学习制度》《会议制度》等5项制度，抓好“学”“做”“评”三个环节。落实三项制度，即报告制度、承诺制度和联系制度；开展四个行动，包括走访、座谈和送教。存在以下三个问题：1.学习不深。2.形式单一。3.联系不紧。',
  },
  check: ({ passages }) =>
    passages.flatMap((passage) => [
      ...namedItems(passage),
      ...entriesOfOneName(passage),
      ...heraldedItems(passage),
    ]),
};
