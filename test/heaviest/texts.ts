/** Texts that readers, checks and comparisons find hardest: what repeats, what nests, what never ends. */
export const hardTexts = {
  announced: '三点：①',
  'one character': '甲',
  'one sentence': '党员群众都来参加学习讨论。',
  'lines of one character': '甲\n',
  headings: '一、甲\n',
  brackets: '（《“',
  figures: '开展活动12次，',
} as const;

/** The content of the demonstration's template, as large as a save may be, of one text over and over. */
export function contentOf(text: string, characters: number) {
  const body = (length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const keys = ['work', 'issues', 'causes', 'plan', 'outlook'];
  const section = Math.min(100_000, Math.floor(characters / (keys.length + 1)));
  return {
    sections: keys.map((key) => ({ key, body: body(section) })),
    indicators: { theme_days: 12, lectures: 4, branch_meetings: 12, member_meetings: 4 },
    problems: [],
    unplaced: body(characters - section * keys.length),
  };
}

/** Characters of Chinese that two mebibytes of JSON hold, with room for line ends that JSON writes as two. */
export const mostCharacters = 520_000;
