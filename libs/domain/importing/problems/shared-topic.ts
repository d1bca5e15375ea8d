/** What every entry of such a list says, and what therefore tells nothing. */
export const commonplace =
  /党员|党建|D建|党组织|党支部|支部|教师|学校|工作|问题|教育|存在|不够|不足|不强|不高|加强|强化|提升|提高|深化|进一步|缺乏|有待/g;

/**
 * For each problem the entries of another list that share a word with its first clause which no other problem and no other
 * entry has: 家访 in one problem and in one measure.
 */
export function sharedTopics(problems: readonly string[], items: readonly string[]): number[][] {
  const pairsOf = (text: string) => {
    const words = text.replace(commonplace, ' ').match(/\p{Script=Han}+/gu) ?? [];
    return new Set(
      words.flatMap((word) => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2))),
    );
  };
  const heads = problems.map((text) => pairsOf(/^[^，,。；;：:\n]{0,40}/.exec(text)?.[0] ?? ''));
  const holders = new Map<string, number[]>();
  items.forEach((text, column) => {
    for (const pair of pairsOf(text.slice(0, 300))) holders.set(pair, [...(holders.get(pair) ?? []), column]);
  });
  const said = new Map<string, number>();
  for (const head of heads) for (const pair of head) said.set(pair, (said.get(pair) ?? 0) + 1);
  return heads.map((head) => {
    const own = [...head].filter((pair) => said.get(pair) === 1 && holders.get(pair)?.length === 1);
    return [...new Set(own.map((pair) => holders.get(pair)![0]!))];
  });
}

/** Whether an entry names a word of the problem's first clause beside another: 对板报和家访都没有定人. */
export function namesBeside(problem: string, entry: string): boolean {
  const head = /^[^，,。；;：:\n]{0,40}/.exec(problem)?.[0] ?? '';
  const beside = [
    ...entry.slice(0, 300).matchAll(/[和与及、](\p{Script=Han}{2})|(\p{Script=Han}{2})(?=[和与及、])/gu),
  ];
  return beside.some(([, behind, before]) => head.includes(behind ?? before ?? '、'));
}
