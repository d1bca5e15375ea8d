import type { Draft } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt } from '../../draft-rule';

const sentence = /[^。！!？?；;\n]+/g;
const noise = /[\s\p{P}\p{S}\d]+/gu;
/** Shorter sentences are turns of phrase. */
const shortest = 22;
/** A number and what introduces a sentence may differ. */
const lead =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]|其[一二三四五六七八九])/;

function check({ passages }: Draft): RuleFinding[] {
  const seen = new Map<string, string>();
  const findings: RuleFinding[] = [];
  for (const passage of passages) {
    if (passage.anchor.kind !== 'section') continue;
    for (const match of passage.plain.matchAll(sentence)) {
      const core = match[0].trim().replace(lead, '').replace(noise, '');
      if (core.length < shortest) continue;
      const before = seen.get(core);
      if (before === undefined) {
        seen.set(core, passage.label);
        continue;
      }
      const from = match.index + (match[0].length - match[0].trimStart().length);
      const where = before === passage.label ? '前面' : before;
      findings.push(
        foundAt(
          passage,
          from,
          Math.min(match.index + match[0].length, from + 30),
          `${passage.label}里这一句与${where}的一句一字不差，请删去一处或改写。`,
        ),
      );
    }
  }
  return findings;
}

const twice = '一些党员把工作和学习割裂开来，没有找到两者的结合点，载体创新不够，作用发挥不充分。';

export const repeatedText: DraftRule = {
  id: 'repeated-text',
  explanation: '同一句长话在报告里出现两次，多半是粘贴时重复了。',
  severity: 'warning',
  fires: { text: `${twice}\n${twice}` },
  silent: { text: twice },
  check,
};
