import { ordinaryCharacter } from '../../../text/fold';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { fixOf, foundAt, foundOnce } from '../../draft-rule';
import { editOf, mostEdits, type TextEdit } from '../../fix';

const radical = /[\u2E80-\u2FD5\uF900-\uFAFF]/g;
/** What stands where a character could not be read; what was meant is not known. */
const lost = /\uFFFD+/g;
const wide = /[０-９Ａ-Ｚａ-ｚ]+/g;
// Begun only at the first digit and ended only at the last: a long row of digits is looked through once.
const narrowNumber =
  /(?<![0-9])[0-9]+(?![0-9])(?=\s?(?:人次|次|场|节|名|人|份|个|条|项|篇|期|件|万元|元|%|％|年|月|日))/;

function edits(passage: Passage, expression: RegExp, wording: (found: string) => string | null): TextEdit[] {
  const found: TextEdit[] = [];
  for (const match of passage.text.matchAll(expression)) {
    const plain = wording(match[0]);
    if (plain !== null) found.push(editOf(passage.text, match.index, match.index + match[0].length, plain));
    if (found.length >= mostEdits) break;
  }
  return found;
}

function finding(passage: Passage, found: TextEdit[], message: (first: TextEdit) => string): RuleFinding[] {
  const [first] = found;
  if (first === undefined) return [];
  return [{ ...foundAt(passage, first.from, first.to, message(first)), ...fixOf(passage, found) }];
}

function check(passage: Passage): RuleFinding[] {
  const radicals = edits(passage, radical, ordinaryCharacter);
  // A text that writes all its digits wide has its habit; one that mixes them was pasted together.
  const mixed = narrowNumber.test(passage.text);
  const digits = mixed
    ? edits(passage, wide, (found) =>
        found.replace(/./g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0)),
      )
    : [];
  return [
    ...foundOnce(
      passage,
      [...passage.text.matchAll(lost)].map(({ 0: { length }, index }) => ({
        from: index,
        to: index + length,
      })),
      (_, count) => `${passage.label}里有${count}处“�”，是复制或转换时读不出来的字，请对照原稿补上。`,
    ),
    ...finding(
      passage,
      radicals,
      ({ text }) =>
        `${passage.label}里有${radicals.length}处部首或兼容字，看起来与常用字一样却查不到（如第一处应为“${text}”），请改为常用字。`,
    ),
    ...finding(
      passage,
      digits,
      ({ was, text }) => `${passage.label}里全角与半角的数字或字母混用，请统一：“${was}”改为“${text}”。`,
    ),
  ];
}

export const unusualCharacter: DraftRule = {
  id: 'unusual-character',
  explanation: '从PDF复制来的部首、兼容字和全角数字，看起来一样，却查不到、算不出，要改为常用的字。',
  severity: 'warning',
  fires: { text: '全年召开⽀部会议12次，开展主题党日１２次。' },
  silent: { text: '全年召开支部会议12次，开展主题党日12次。' },
  check: ({ passages }) => passages.flatMap(check),
};
