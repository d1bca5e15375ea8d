import { codePoint } from 'dingbat-to-unicode';

const symbolFont = /^(?:symbol|webdings|wingdings(?: [23])?)$/i;
const names = ['Symbol', 'Webdings', 'Wingdings', 'Wingdings 2', 'Wingdings 3'];

/** Ballot boxes that Chinese fonts hold, for bold ones that they lack. */
const usual: Record<string, string> = { '🗹': '☑', '🗷': '☒', '🗵': '☒', '🗸': '✓', '🗴': '✗', '🗶': '✘' };

function mapped(font: string, code: number): string | undefined {
  const name = names.find((known) => known.toLowerCase() === font.toLowerCase());
  const character = name === undefined ? undefined : codePoint(name, code)?.string;
  return character === undefined ? undefined : (usual[character] ?? character);
}

/** The character that `w:sym` shows; null where nobody knows. */
export function symbol(font: string, hexadecimal: string): string | null {
  const code = Number.parseInt(hexadecimal, 16);
  if (!Number.isInteger(code)) return null;
  const known = mapped(font, code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code);
  if (known !== undefined) return known;
  const isCharacter = code >= 0x20 && code < 0xd800 && !symbolFont.test(font);
  return isCharacter || (code > 0xf8ff && code < 0xffff) ? String.fromCharCode(code) : null;
}

/** Text as a font of symbols shows it: their characters stand in Unicode's private area. */
export function inFont(text: string, font: string | undefined): string {
  if (font === undefined || !symbolFont.test(font)) return text;
  return text.replace(/[\uF020-\uF0FF]/g, (character) => {
    return mapped(font, character.charCodeAt(0) - 0xf000) ?? character;
  });
}
