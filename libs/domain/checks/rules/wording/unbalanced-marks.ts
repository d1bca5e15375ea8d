import { passageOf } from '../../../text';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt, maxFindingsPerRule } from '../../draft-rule';

/** Closing mark → the opening marks it may close; half- and full-width brackets close each other. */
const openers: Record<string, string> = {
  '”': '“',
  '’': '‘',
  '」': '「',
  '』': '『',
  '》': '《',
  '〉': '〈',
  '】': '【',
  '〕': '〔',
  ')': '(（',
  '）': '(（',
  ']': '[［',
  '］': '[［',
  '}': '{｛',
  '｝': '{｛',
};
const closers: Record<string, string> = {
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '【': '】',
  '〔': '〕',
  '(': ')',
  '（': '）',
  '[': ']',
  '［': '］',
  '{': '}',
  '｛': '｝',
};
const pairedMarks = /[“”‘’「」『』《》〈〉【】〔〕()（）[\]［］{}｛｝]/g;
const neverNested = new Set(['“', '‘', '《']);
const listNumber = /(?:^|[\s。；;：:，,、])[0-9０-９一二三四五六七八九十A-Za-z]{1,2}$/;

interface Fault {
  at: number;
  missing: string;
}

/** Real texts nest three deep; deeper marks are given up as unclosed, so that the scan stays linear. */
const deepest = 50;

function pairFaults(text: string): Fault[] {
  const faults: Fault[] = [];
  const open: Array<{ mark: string; at: number }> = [];
  const giveUp = (entries: Array<{ mark: string; at: number }>) => {
    for (const { mark, at } of entries) faults.push({ at, missing: closers[mark] ?? '' });
  };
  for (const match of text.matchAll(pairedMarks)) {
    const mark = match[0];
    const at = match.index;
    const wanted = openers[mark];
    if (wanted === undefined) {
      if (neverNested.has(mark) && open.at(-1)?.mark === mark) giveUp(open.splice(-1));
      if (open.length === deepest) giveUp(open.splice(0, 1));
      open.push({ mark, at });
      continue;
    }
    const depth = open.findLastIndex((entry) => wanted.includes(entry.mark));
    if (depth >= 0) giveUp(open.splice(depth).slice(1));
    else if (!isListNumber(text, mark, at)) faults.push({ at, missing: wanted.charAt(0) });
  }
  giveUp(open);
  return faults;
}

function isListNumber(text: string, mark: string, at: number): boolean {
  return (mark === ')' || mark === '）') && listNumber.test(text.slice(Math.max(0, at - 3), at));
}

/** Straight quotation marks look alike on both sides: a line with an odd number of them lacks one. */
function straightFaults(text: string): Fault[] {
  const last = new Map<string, Fault>();
  const faults: Fault[] = [];
  for (const match of text.matchAll(/["']|\n/g)) {
    const [mark] = match;
    if (mark === '\n') {
      faults.push(...last.values());
      last.clear();
    } else if (mark === '"' || !/[A-Za-z0-9]/.test(text.charAt(match.index - 1))) {
      if (last.has(mark)) last.delete(mark);
      else last.set(mark, { at: match.index, missing: mark });
    }
  }
  return [...faults, ...last.values()];
}

function check(passage: Passage): RuleFinding[] {
  const { text, label } = passage;
  const faults = [...pairFaults(text), ...straightFaults(text)].sort((a, b) => a.at - b.at);
  return faults.slice(0, maxFindingsPerRule).map(({ at, missing }) => {
    const mark = text.charAt(at);
    const side = openers[mark] === undefined ? '后' : '前';
    const snippet = passageOf(text, at, at + 10).split('\n')[0] ?? mark;
    const message = `${label}里“${snippet}”处的 ${mark} 没有对应的${side}一半 ${missing}，请补上或删去。`;
    return foundAt(passage, at, at + snippet.length, message);
  });
}

export const unbalancedMarks: DraftRule = {
  id: 'unbalanced-marks',
  explanation: '引号、括号、书名号要成对出现。',
  severity: 'warning',
  fires: { text: '开展“主题党日活动，学习《党章有关规定（修订稿。' },
  silent: { text: '开展“主题党日”（全年12次），学习《中国共产党章程》：1）领学；2）讨论。' },
  check: ({ passages }) => passages.flatMap(check),
};
