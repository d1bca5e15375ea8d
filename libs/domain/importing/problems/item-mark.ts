/** Marks of entries that make no heading: ◆, (A), （甲）, 1—. */
const itemMarks: readonly RegExp[] = [
  /[◆◇●○■□▲△★☆•·※➢►▶✓✔-][ \t]*/y,
  /[(（][A-Za-z][)）][ \t]*/y,
  /[A-Z][.、．)][ \t]*/y,
  /[(（][甲乙丙丁戊己庚辛壬癸][)）][ \t]*/y,
  /[甲乙丙丁戊己庚辛壬癸][.、．:：][ \t]*/y,
  /\d{1,2}[ \t]?[—–-]{1,2}(?!\d)[ \t]*/y,
];

/** The kind of mark that an entry begins with, if any. */
export function itemMarkAt(text: string, at: number): RegExp | undefined {
  return itemMarks.find((mark) => widthOf(mark, text, at) > 0);
}

/** Characters of such a mark at a place; 0 where there is none. */
export function widthOf(mark: RegExp, text: string, at: number): number {
  mark.lastIndex = at;
  return mark.exec(text)?.[0].length ?? 0;
}
