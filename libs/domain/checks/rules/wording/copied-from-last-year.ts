import type { Draft } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt } from '../../draft-rule';

const shortest = 40;
const noise = /[\s\p{P}\p{S}]+/gu;

/** Paragraphs with their offsets; what is shorter than a long sentence is no evidence of copying. */
function paragraphs(text: string): Array<{ from: number; to: number; core: string }> {
  const found: Array<{ from: number; to: number; core: string }> = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const core = line.replace(noise, '');
    if (core.length >= shortest) found.push({ from: at, to: at + line.length, core });
    at += line.length + 1;
  }
  return found;
}

function check({ passages, lastYear }: Draft): RuleFinding[] {
  if (!lastYear) return [];
  const old = new Set(lastYear.sections.flatMap(({ body }) => paragraphs(body).map(({ core }) => core)));
  return passages.flatMap((passage) => {
    const same = paragraphs(passage.text).filter(({ core }) => old.has(core));
    const [first] = same;
    if (!first) return [];
    const message = `${passage.label}里有${same.length}段与上年的报告一字不差，请核对是否反映本年的情况。`;
    return [foundAt(passage, first.from, Math.min(first.to, first.from + 30), message)];
  });
}

const copied =
  '党支部坚持每月组织一次主题党日，把学习讨论同课堂教学结合起来，组织党员教师上示范课，带动青年教师共同提高。';

export const copiedFromLastYear: DraftRule = {
  id: 'copied-from-last-year',
  explanation: '整段照抄上年报告的文字要核对，写的应当是本年的情况。',
  severity: 'warning',
  fires: { text: copied, lastYear: { sections: [{ key: 'work', body: copied }] } },
  silent: { text: copied, lastYear: { sections: [{ key: 'work', body: '上年另有一番做法。' }] } },
  check,
};
