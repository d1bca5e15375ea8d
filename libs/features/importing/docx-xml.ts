import { problem } from '@domain/problems';

/** Deeper than any word processor nests, and shallow enough for recursive readers. */
const deepest = 200;
const mostTags = 300_000;

/**
 * Refuses XML that could make a reader fetch, expand or exhaust itself: a DTD or entities
 * (`import_external_entity`), nesting too deep or too many tags (`import_expands_too_far`). One pass.
 */
export function refuseHostileXml(xml: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw problem('import_external_entity');
  let depth = 0;
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    tags += 1;
    const next = xml.charAt(at + 1);
    if (next === '?' || next === '!') {
      const end = xml.indexOf(next === '?' ? '?>' : xml.startsWith('<![CDATA[', at) ? ']]>' : '-->', at);
      if (end < 0) throw problem('import_damaged');
      at = end + 2;
      continue;
    }
    const end = tagEnd(xml, at);
    if (next === '/') depth -= 1;
    else if (xml.charAt(end - 1) !== '/') depth += 1;
    if (depth > deepest || tags > mostTags) throw problem('import_expands_too_far');
    at = end + 1;
  }
}

/** Where a tag ends: `>` may stand inside an attribute's quotes. */
function tagEnd(xml: string, from: number): number {
  let quote = '';
  for (let at = from + 1; at < xml.length; at += 1) {
    const character = xml.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
  }
  throw problem('import_damaged');
}

const wordNamespaces = [
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
];

/** The prefix under which a part names Word's elements, with its colon; null where it has none. */
export function wordPrefix(xml: string): string | null {
  for (const namespace of wordNamespaces) {
    const match = new RegExp(`xmlns(?::([\\w.-]+))?\\s*=\\s*["']${namespace}["']`).exec(xml);
    if (match !== null) return match[1] === undefined ? '' : `${match[1]}:`;
  }
  return null;
}

export interface Tag {
  name: string;
  closing: boolean;
  empty: boolean;
  from: number;
  to: number;
  /** The raw attributes. */
  attributes: string;
}

/** The tags of Word's namespace in order, without their prefix. */
export function* wordTags(xml: string, prefix: string): Generator<Tag> {
  const expression = new RegExp(`<(/?)${prefix}([A-Za-z]+)((?:\\s[^<>]*?)?)(/?)>`, 'g');
  for (const match of xml.matchAll(expression)) {
    yield {
      name: match[2]!,
      closing: match[1] === '/',
      empty: match[4] === '/',
      from: match.index,
      to: match.index + match[0].length,
      attributes: match[3] ?? '',
    };
  }
}

/** An attribute's value, whatever its prefix. */
export function attribute(tag: Tag, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']([^"']*)["']`).exec(tag.attributes)?.[1];
}
