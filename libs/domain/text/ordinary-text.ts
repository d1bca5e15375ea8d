import { ordinaryOf } from './compatibility';

const otherLineEnds = /[\v\f\u0085\u2028\u2029]/g;

/**
 * VT, FF, NEL and Unicode's line and paragraph separators as line feeds, one for one, so that no place in the text
 * moves. Word, web pages and PDFs leave them where people see a new line; whatever reads the text later ends its
 * lines at them.
 */
export function plainLineEnds(text: string): string {
  return text.replace(otherLineEnds, '\n');
}

const carriageReturns = /\r\n?/g;

/**
 * A text as it is kept, wherever it came from: each of its lines ends with one line feed, also where Windows wrote two
 * characters or an old Mac a carriage return. Whatever is stored has gone through here; places after a pair move.
 */
export function storedText(text: string): string {
  return plainLineEnds(text.replace(carriageReturns, '\n'));
}

/**
 * The same as {@link plainLineEnds} with Kangxi radicals and compatibility forms as the ordinary characters that they look like: what is pasted
 * out of a PDF holds ⼈ for 人, which no search finds. Traditional characters stay.
 */
export function ordinaryText(text: string): string {
  let ordinary = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = ordinaryOf.get(text.charCodeAt(at));
    if (code === undefined) continue;
    ordinary += text.slice(from, at) + String.fromCharCode(code);
    from = at + 1;
  }
  return plainLineEnds(from === 0 ? text : ordinary + text.slice(from));
}
