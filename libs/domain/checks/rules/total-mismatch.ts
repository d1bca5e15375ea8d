import { numeralPattern, parseNumeral } from '../../numerals/numeral';
import type { Passage } from '../draft';
import type { DraftRule, RuleFinding } from '../draft-rule';
import { foundAt } from '../draft-rule';

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

function check(passage: Passage): RuleFinding[] {
  const findings: RuleFinding[] = [];
  for (const match of passage.plain.matchAll(sentence)) {
    if (!/共|总|合计|累计/.test(match[0])) continue;
    const figures = readFigures(match[0], match.index);
    figures.forEach((total, index) => {
      if (!total.isTotal || total.about) return;
      const fault = among(passage, figures, index) ?? enumerated(passage, figures, index);
      if (fault === null) return;
      const quote = passage.text.slice(total.from, total.to);
      const message = `${passage.label}里的总数“${quote}”与分项对不上：${fault}，请核对。`;
      findings.push(foundAt(passage, total.from, total.to, message));
    });
  }
  return findings;
}

const mostParts = 20;

/** 共12人，其中A5人、B9人: no part, nor the sum of parts that do not overlap, exceeds the total. */
function among({ text }: Passage, figures: Figure[], index: number): string | null {
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
  if (largest) return `其中一项就有${largest.value}${total.unit}`;
  if (parts.length < 2 || parts.some((part) => part.about)) return null;
  const wording = text.slice(total.to, previous.to);
  if (overlapping.test(wording) || wording.lastIndexOf('其中') > wording.indexOf('其中')) return null;
  const added = sum(parts.map((part) => part.value));
  return added > total.value ? `分项相加是${added}${total.unit}` : null;
}

const joinsTotal = /^[，,、；;]?\s*(?:以上)?(?:共计|合计|总计|总共|一共|共)$/;
const joinsPart = /^[、，,]?[^，,。；;、]{1,14}$/;

/** A5人、B3人，共计9人: parts of one enumeration followed at once by their total add up to it. */
function enumerated({ text }: Passage, figures: Figure[], index: number): string | null {
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
  return added === total.value ? null : `分项相加是${added}${total.unit}`;
}

export const totalMismatch: DraftRule = {
  id: 'total-mismatch',
  explanation: '总数与分项要对得上：“共12人，其中……”各项相加不能超过总数，逐项列举后的“共计”要等于各项之和。',
  severity: 'warning',
  fires: { text: '支部共有党员12人，其中教学组8人、后勤组6人。' },
  silent: { text: '支部共有党员12人，其中女党员8人、35岁以下6人。表彰教师5人、学生7人，共计12人。' },
  check: ({ passages }) => passages.flatMap(check),
};
