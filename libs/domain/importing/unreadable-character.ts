/**
 * The first character of a text that no database and no document can hold: NUL, or half of a surrogate
 * pair. Null when the text is sound. Everything else (rare characters, emoji, right-to-left marks) is
 * kept as it is (design 5, case 38).
 */
export function unreadableCharacter(text: string): { offset: number; character: string } | null {
  const match = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.exec(text);
  if (match === null) return null;
  const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { offset: match.index, character: `U+${code}` };
}
