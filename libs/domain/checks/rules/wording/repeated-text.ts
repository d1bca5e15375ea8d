import type { Draft, Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt, maxFindingsPerRule } from '../../draft-rule';

const sentence = /[^。！!？?；;\n]+/g;
const noise = /[\s\p{P}\p{S}\d]+/gu;
/** Shorter sentences are turns of phrase. */
const shortest = 22;
/** A number and what introduces a sentence may differ. */
const lead =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]|其[一二三四五六七八九])/;

const shortestCopy = 6;
const longestCopy = 40;
const han = (unit: number) => unit >= 0x4e00 && unit <= 0x9fff;

/** 参加志愿服务参加志愿服务: some words at once again, with nothing between. Words that repeat two characters pass. */
function copies({ plain }: Passage, seen: Int32Array, base: number): Array<[from: number, to: number]> {
  const found: Array<[number, number]> = [];
  let [run, distance] = [0, 0];
  for (let at = 1; at < plain.length; at += 1) {
    const [one, two] = [plain.charCodeAt(at - 1), plain.charCodeAt(at)];
    // Where two characters last stood together: a copy keeps one distance as long as it is.
    const key = (Math.imul(one, 31) + two) & 0xffff;
    const back = base + at - seen[key]!;
    seen[key] = base + at;
    if (!han(two) || !han(one) || back > longestCopy || back < shortestCopy) {
      [run, distance] = [0, 0];
      continue;
    }
    run = back === distance ? run + 1 : 1;
    distance = back;
    if (run + 1 < distance) continue;
    const [from, to] = [at - 2 * distance + 1, at + 1];
    run = 0;
    if (from < 0 || plain.slice(from, from + distance) !== plain.slice(from + distance, to)) continue;
    found.push([from, to]);
    if (found.length >= maxFindingsPerRule) break;
  }
  return found;
}

function check(draft: Draft): RuleFinding[] {
  const seen = new Int32Array(0x10000).fill(-longestCopy - 1);
  let base = 0;
  const doubled = draft.passages.flatMap((passage) => {
    const hits = copies(passage, seen, base);
    base += passage.plain.length + longestCopy;
    return hits.map(([from, to]) =>
      foundAt(passage, from, to, `${passage.label}里同一段文字紧接着又写了一遍，请删去一处。`),
    );
  });
  return [...repeatedSentences(draft), ...doubled];
}

function repeatedSentences({ passages }: Draft): RuleFinding[] {
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
  explanation: '同一句长话在报告里出现两次，或者一段文字紧接着又写了一遍，多半是粘贴时重复了。',
  severity: 'warning',
  fires: { text: `${twice}\n${twice}` },
  silent: { text: twice },
  check,
};
