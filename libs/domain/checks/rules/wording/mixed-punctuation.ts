import { passageOf } from '../../../text/cut-text';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { fixOf, foundAt, foundOnce, places } from '../../draft-rule';
import { editOf, mostEdits, type TextEdit } from '../../fix';

/** Half-width marks in Chinese text; a point after a number belongs to the number or the heading. */
const halfWidth =
  /(?<=[\p{Script=Han}”’》）〉】])(?:[,;:?!]|(?<![一二三四五六七八九十])\.(?=[\p{Script=Han}\s“《]|$))/gu;
const fullWidth: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
};
const clash = /[，,、；;。]{2,}|[：:][，,、。；;]|(?<=[“《（(])[，,、。；;]/g;

/** The same mark twice is one too many; of two different ones nobody knows which is meant. */
function single(passage: Passage, { index, 0: marks }: RegExpExecArray): TextEdit[] {
  const kinds = new Set([...marks].map((mark) => fullWidth[mark] ?? mark));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === undefined || marks.length < 2) return [];
  return [editOf(passage.text, index, index + marks.length, kind)];
}

/** Lines of nothing but signs, as web pages leave them. */
const strayLine = /(?<=^|\n)[ \t\u3000]*[|｜#=~^·•]{1,20}[ \t\u3000]*(?=\n|$)/g;

function stray(passage: Passage): RuleFinding[] {
  return foundOnce(
    passage,
    [...passage.text.matchAll(strayLine)].map(({ index, 0: line }) => ({
      from: index,
      to: index + line.length,
    })),
    (quote, count) => `${passage.label}里有一行只有“${quote.trim()}”${places(count)}，请删去。`,
    () => '',
  );
}

function mixed(passage: Passage): RuleFinding[] {
  const hits = [...passage.text.matchAll(halfWidth)];
  const [first] = hits;
  if (!first) return [];
  const kinds = [...new Set(hits.map((match) => match[0]))];
  const change = kinds.map((mark) => `“${mark}”改为“${fullWidth[mark] ?? mark}”`).join('，');
  const from = Math.max(0, first.index - 4);
  const message = `${passage.label}里有${hits.length}处半角标点与全角标点混用，中文里请统一用全角：${change}。`;
  const edits = hits
    .slice(0, mostEdits)
    .map(({ index, 0: mark }) => editOf(passage.text, index, index + mark.length, fullWidth[mark] ?? mark));
  return [{ ...foundAt(passage, from, first.index + 1, message), ...fixOf(passage, edits) }];
}

export const mixedPunctuation: DraftRule = {
  id: 'mixed-punctuation',
  explanation: '中文标点用全角，不要与半角混用；标点不要重复或相互冲突（，。、“、）。',
  severity: 'warning',
  fires: { text: '本年度,党支部开展了主题党日活动。' },
  silent: { text: '本年度，党支部于8:30开展活动，投入1,500元，提高12.5%。\n一. 学习情况。' },
  check: ({ passages }) =>
    passages.flatMap((passage) => {
      const clashes = [...passage.text.matchAll(clash)].map((match) => {
        const from = Math.max(0, match.index - 2);
        const to = Math.min(passage.text.length, match.index + match[0].length + 2);
        const shown = passageOf(passage.text, from, to).replaceAll('\n', ' ');
        const message = `${passage.label}里“${shown}”处的标点重复或多余，请删改；也可能是前面的文字被删掉了。`;
        return { ...foundAt(passage, from, to, message), ...fixOf(passage, single(passage, match)) };
      });
      return [...mixed(passage), ...clashes, ...stray(passage)];
    }),
};
