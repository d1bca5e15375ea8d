import { numeralPattern, parseNumeral } from '../../numerals/numeral';
import type { Passage } from '../draft';
import type { DraftRule, RuleFinding } from '../draft-rule';
import { foundAt } from '../draft-rule';

const number = `(${numeralPattern})`;
const item = '(?:《[^《》\\n]{1,60}》|“[^“”\\n]{1,30}”)(?:[（(][^（）()\\n]{1,30}[）)])?';
const named = new RegExp(
  `((?:${item}(?:[、，,和及与]|以及)?){2,40})(等)?${number}(余|多)?(?:个|项|条|份|部|种|类|门|本|篇|套|场|大)`,
  'g',
);
const kinds = '(?:个方面|方面|个|点|项|条|类|种|大|步|件)';
const heralded = new RegExp(
  `(?:以下|如下|下列)[^。；;：:\\n]{0,6}?${number}${kinds}[^。；;：:\\n]{0,12}[：:。]?` +
    `|${number}${kinds}[^，,。；;：:\\n]{0,12}[：:]|(?:主要|原因|问题|表现)[^，,。；;：:\\n]{0,6}有${number}[：:]`,
  'g',
);

/** 《…》《…》等7项制度: the titles named must not be more than announced, and as many without 等. */
function namedItems(passage: Passage): RuleFinding[] {
  return [...passage.text.matchAll(named)].flatMap((match) => {
    const [whole, list = '', andOthers, announced = '', about] = match;
    const count = list.match(new RegExp(item, 'g'))?.length ?? 0;
    const value = parseNumeral(announced);
    if (value === null || about !== undefined || !Number.isInteger(value)) return [];
    if (andOthers !== undefined ? count <= value : count === value) return [];
    const from = match.index + list.length;
    const to = match.index + whole.length;
    const quote = passage.text.slice(from, to);
    return [foundAt(passage, from, to, `${passage.label}里写“${quote}”，前面列出的是${count}项，请核对。`)];
  });
}

/** 以下三点 then four: the list that follows at once is counted by its numbering marks. */
function heraldedItems(passage: Passage): RuleFinding[] {
  const { text, markers } = passage;
  return [...text.matchAll(heralded)].flatMap((match) => {
    const value = parseNumeral(match[1] ?? match[2] ?? match[3] ?? '');
    if (value === null || value < 2 || value > 20) return [];
    const end = match.index + match[0].length;
    const start = markers.findIndex((marker) => marker.from >= end);
    const first = markers[start];
    if (first?.number !== 1 || text.slice(end, first.from).trim() !== '') return [];
    const outer = new Set(markers.slice(0, start).map((marker) => marker.style));
    let count = 1;
    for (const marker of markers.slice(start + 1)) {
      if (marker.style === first.style) {
        if (marker.number !== count + 1) break;
        count += 1;
      } else if (outer.has(marker.style) && marker.lineStart) break;
    }
    if (count === value) return [];
    const message = `${passage.label}里写“${match[0].trim()}”，后面列出的是${count}条，请核对。`;
    return [foundAt(passage, match.index, match.index + match[0].length, message)];
  });
}

export const announcedCount: DraftRule = {
  id: 'announced-count',
  explanation: '预告的数目要与列出的相符：“等7项制度”前面不能列出八项，“以下三点”后面要正好三点。',
  severity: 'warning',
  fires: {
    text: '制定《学习制度》《会议制度》《考勤制度》等2项制度。存在以下三个问题：1.学习不深。2.形式单一。3.联系不紧。4.宣传不够。',
  },
  silent: {
    text: '制定《学习制度》《会议制度》等5项制度，抓好“学”“做”“评”三个环节。存在以下三个问题：1.学习不深。2.形式单一。3.联系不紧。',
  },
  check: ({ passages }) => passages.flatMap((passage) => [...namedItems(passage), ...heraldedItems(passage)]),
};
