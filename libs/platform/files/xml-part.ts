import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface XmlLimits {
  elements: number;
  depth: number;
}

/** `damaged`: no well-formed XML; `entities`: it declares a DTD; `expands`: more or deeper than it may be. */
export type XmlFaultKind = 'damaged' | 'entities' | 'expands';

export class XmlFault extends Error {
  override name = 'XmlFault';

  constructor(readonly kind: XmlFaultKind) {
    super(`The XML is not accepted: ${kind}.`);
  }
}

export interface XmlElement {
  /** The name without its prefix. */
  name: string;
  namespace: string;
  /** An attribute's value, whatever its prefix. */
  attribute(name: string): string | undefined;
  /** The namespace that a prefix stands for here. */
  namespaceOf(prefix: string): string | undefined;
}

export interface XmlVisitor {
  open(element: XmlElement): void;
  close(): void;
  text(text: string): void;
}

const mostAttributes = 500;
const longestDeclaration = 256;

/**
 * Shows the elements and texts of an XML part to `visitor` in one pass, piece by piece as the bytes come, in
 * whatever encoding they are. What the part holds is never kept whole, entities are never resolved.
 * @throws XmlFault, and whatever the visitor or the bytes throw
 */
export async function readXml(
  pieces: AsyncIterable<Buffer>,
  visitor: XmlVisitor,
  limits: XmlLimits,
): Promise<void> {
  const parser = parserFor(visitor, limits);
  let decoder: TextDecoder | null = null;
  let head: Buffer = Buffer.alloc(0);
  const write = (bytes: Buffer, more: boolean) => {
    decoder ??= decoderFor(bytes);
    parser.write(decoded(decoder, bytes, more));
  };
  for await (const piece of pieces) {
    if (decoder !== null) write(piece, true);
    else {
      head = Buffer.concat([head, piece]);
      if (head.length >= longestDeclaration) write(head, true);
    }
  }
  write(decoder === null ? head : Buffer.alloc(0), false);
  parser.close();
}

function parserFor(visitor: XmlVisitor, limits: XmlLimits): SaxesParser<{ xmlns: true; position: false }> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let [elements, depth, attributes] = [0, 0, 0];
  parser.on('error', () => {
    throw new XmlFault('damaged');
  });
  parser.on('doctype', () => {
    throw new XmlFault('entities');
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > mostAttributes) throw new XmlFault('expands');
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    depth += 1;
    attributes = 0;
    if (elements > limits.elements || depth > limits.depth) throw new XmlFault('expands');
    visitor.open(elementOf(tag, (prefix) => parser.resolve(prefix)));
  });
  parser.on('closetag', () => {
    depth -= 1;
    visitor.close();
  });
  parser.on('text', (text) => visitor.text(text));
  parser.on('cdata', (text) => visitor.text(text));
  return parser;
}

function elementOf(tag: SaxesTagNS, namespaceOf: XmlElement['namespaceOf']): XmlElement {
  return {
    name: tag.local,
    namespace: tag.uri,
    namespaceOf,
    attribute(name) {
      for (const key in tag.attributes) {
        if (tag.attributes[key]?.local === name) return tag.attributes[key].value;
      }
      return undefined;
    },
  };
}

/** UTF-16 by its mark or its zero bytes, else what the declaration says, else UTF-8. */
function decoderFor(head: Buffer): TextDecoder {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  if (head[0] === 0x3c && head[1] === 0) return new TextDecoder('utf-16le', { fatal: true });
  if (head[0] === 0 && head[1] === 0x3c) return new TextDecoder('utf-16be', { fatal: true });
  const declaration = head.toString('latin1', 0, longestDeclaration);
  const declared =
    /^[^<]{0,3}<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(declaration)?.[1] ?? 'utf-8';
  // Whoever can read a declaration of UTF-16 byte by byte is not reading UTF-16.
  const label = /^(?:utf-?16|ucs-?2|unicode)/i.test(declared) ? 'utf-8' : declared;
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new XmlFault('damaged');
  }
}

function decoded(decoder: TextDecoder, bytes: Buffer, more: boolean): string {
  try {
    return decoder.decode(bytes, { stream: more });
  } catch {
    throw new XmlFault('damaged');
  }
}
