import { ordinaryText, storedText } from '@domain/text';

/** What stands where a character cannot: U+FFFD, the Unicode replacement character. */
export const replacementCharacter = '\uFFFD';

// Controls (line feeds apart), lone surrogates and non-characters: XML 1.0 cannot hold them, and no
// typesetter shows them. Bidirectional marks are legal text and stay.
const unprintable = /(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * Makes typed text fit for any format: line ends of every origin become \n, tabs a space, radicals and compatibility
 * forms, which fonts lack, the ordinary characters that they look like, and each character that no
 * document can hold becomes U+FFFD, so that its place shows (design 5, case 38).
 */
export function printableText(text: string): string {
  return ordinaryText(storedText(text)).replace(/\t/g, ' ').replace(unprintable, replacementCharacter);
}

/** The same in one line, for titles, names and cells of a table's head. */
export function printableLine(text: string): string {
  return printableText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** Paragraphs of a body: blank lines and the indent that was typed by hand go, since the layout indents. */
export function paragraphsOf(body: string): string[] {
  return printableText(body)
    .split('\n')
    .map((line) => line.replace(/^[\s\u3000\uFEFF]+|[\s\u3000\uFEFF]+$/g, ''))
    .filter((line) => line !== '');
}
