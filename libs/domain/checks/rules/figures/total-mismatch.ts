import { numeralPattern, parseNumeral } from '../../../numerals/numeral';
import { passageOf } from '../../../text';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt } from '../../draft-rule';

const units = '人次|万元|人|名|次|个|项|条|份|场|节|课时|元|篇|件|所|户|小时|册|期|期次|位|支|门|张';
const figure = new RegExp(`(${numeralPattern})(余|多)?(${units})`, 'g');
const totalWord = /(?:共|共有|共计|总计|合计|累计|总共|一共|总数|总人数)[^，,。；;：:、\n]{0,14}$/;
const amongWord = /^[^，,。；;\n]{0,6}[，,（(：:；;]?\s*(?:其中|分别为|分别是|包括|含)/;
/** Groups that overlap by nature, so that their sum may exceed the whole. */
const overlapping =
  /女|男|少数民族|\d+岁|青年|本科|研究生|硕士|博士|大专|高级|中级|正高|骨干|在职|退休|预备|正式|干部|省级|市级|区级|国家级|县级|校级|获奖|参与|覆盖|线上|新增/;
const sentence = /[^。！!？?\n]+/g;

interface Figure {
  from: number;
  to: number;
  value: number;
  unit: string;
  isTotal: boolean;
  about: boolean;
}

function readFigures(text: string, offset: number): Figure[] {
  return [...text.matchAll(figure)].flatMap((match) => {
    const value = parseNumeral(match[1] ?? '');
    if (value === null) return [];
    const before = text.slice(Math.max(0, match.index - 20), match.index);
    return [
      {
        from: offset + match.index,
        to: offset + match.index + match[0].length,
        value,
        unit: (match[3] ?? '').replace(/^[名位]$/, '人'),
        isTotal: totalWord.test(before),
        about: match[2] !== undefined || /[近约超逾]$/.test(before),
      },
    ];
  });
}

/** Adds up decimals without the noise of binary fractions. */
function sum(values: number[]): number {
  return Math.round(values.reduce((total, value) => total + value, 0) * 1e6) / 1e6;
}

/** Why a total is wrong, and what to quote. */
interface Fault {
  why: string;
  from: number;
  to: number;
}

function check(passage: Passage): RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const match of passage.plain.matchAll(sentence)) {
    if (!/共|总|合计|累计|其中/.test(match[0])) continue;
    const figures = readFigures(match[0], match.index);
    figures.forEach((total, index) => {
      if (total.about) return;
      const fault = total.isTotal
        ? (among(passage, figures, index) ?? enumerated(passage, figures, index))
        : divided(passage, figures, index);
      if (fault === null) return;
      const quote = passageOf(passage.text, total.from, total.to);
      const message = `${passage.label}里的总数“${quote}”与分项对不上：${fault.why}，请核对。`;
      findings.push(foundAt(passage, fault.from, fault.to, message));
    });
  }
  return findings;
}

const mostParts = 20;

/** 共12人，其中A5人、B9人: no part, nor the sum of parts that do not overlap, exceeds the total. */
function among({ text }: Passage, figures: Figure[], index: number): Fault | null {
  const total = figures[index];
  if (!total || !amongWord.test(text.slice(total.to, total.to + 16))) return null;
  const parts: Figure[] = [];
  let previous = total;
  for (const part of figures.slice(index + 1, index + 1 + mostParts)) {
    const gap = text.slice(previous.to, part.from);
    if (
      part.unit !== total.unit ||
      part.isTotal ||
      gap.length > 40 ||
      (parts.length > 0 && /[；;]/.test(gap))
    )
      break;
    parts.push(part);
    previous = part;
  }
  const largest = parts.find((part) => part.value > total.value && !part.about);
  if (largest) return { ...total, why: `其中一项就有${largest.value}${total.unit}` };
  if (parts.length < 2 || parts.some((part) => part.about)) return null;
  const wording = text.slice(total.to, previous.to);
  if (overlapping.test(wording) || wording.lastIndexOf('其中') > wording.indexOf('其中')) return null;
  const added = sum(parts.map((part) => part.value));
  return added > total.value ? { ...total, why: `分项相加是${added}${total.unit}` } : null;
}

/** 语文组2份、数学组1份: names of parts that together are the whole, where each ends alike. */
const division = /^[^，,。；;]{0,14}([组部区校处室系班科园])$/;

/** 5份，其中语文组2份、数学组1份、综合组1份: what is divided by groups, branches or the like is divided whole. */
function divided({ text }: Passage, figures: Figure[], index: number): Fault | null {
  const total = figures[index];
  if (!total || !/^[，,（(]其中/.test(text.slice(total.to, total.to + 4))) return null;
  const parts: Figure[] = [];
  let name = '';
  for (const part of figures.slice(index + 1, index + 1 + mostParts)) {
    const gap = text.slice(parts.at(-1)?.to ?? total.to + 3, part.from).replace(/^、/, '');
    const [, ending = ''] = division.exec(gap) ?? [];
    if (part.unit !== total.unit || part.about || ending === '' || (name !== '' && ending !== name)) break;
    name = ending;
    parts.push(part);
  }
  // Two may be named as examples; and what follows by a comma may be a further part of another name.
  const end = parts.at(-1)?.to ?? total.to;
  if (parts.length < 3 || !/^[。；;）)！!\n]/.test(text.slice(end, end + 1))) return null;
  const added = sum(parts.map((part) => part.value));
  return added === total.value ? null : { ...total, to: end, why: `分项相加是${added}${total.unit}` };
}

const joinsTotal = /^[，,、；;]?\s*(?:以上)?(?:共计|合计|总计|总共|一共|共)$/;
const joinsPart = /^[、，,]?[^，,。；;、]{1,14}$/;

/** A5人、B3人，共计9人: parts of one enumeration followed at once by their total add up to it. */
function enumerated({ text }: Passage, figures: Figure[], index: number): Fault | null {
  const total = figures[index];
  if (!total || !joinsTotal.test(text.slice(figures[index - 1]?.to ?? total.from, total.from))) return null;
  const parts: Figure[] = [];
  for (let at = index - 1; at >= Math.max(0, index - mostParts); at -= 1) {
    const part = figures[at];
    const next = figures[at + 1];
    if (!part || !next || part.unit !== total.unit || part.isTotal || part.about) break;
    if (next !== total && !joinsPart.test(text.slice(part.to, next.from))) break;
    parts.push(part);
  }
  const first = parts.at(-1);
  if (parts.length < 2 || !first) return null;
  // 3月、9月各1次: so often each time, not so often together.
  if (/[各每]/.test(text.slice(Math.max(0, first.from - 14), total.from))) return null;
  if (overlapping.test(text.slice(Math.max(0, first.from - 14), total.from))) return null;
  const added = sum(parts.map((part) => part.value));
  return added === total.value ? null : { ...total, why: `分项相加是${added}${total.unit}` };
}

export const totalMismatch: DraftRule = {
  id: 'total-mismatch',
  explanation: '总数与分项要对得上：“共12人，其中……”各项相加不能超过总数，逐项列举后的“共计”要等于各项之和。',
  severity: 'warning',
  fires: {
    text: '支部共有党员12人，其中教学组8人、后勤组6人。收到申请书5份，其中语文组2份、数学组1份、综合组1份。',
  },
  silent: {
    text: '支部共有党员12人，其中女党员8人、35岁以下6人。表彰教师5人、学生7人，共计12人。走访9户，其中一组4户、二组3户、三组2户。',
  },
  check: ({ passages }) => passages.flatMap(check),
};
