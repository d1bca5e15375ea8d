import { visibleLength } from '../source-loss';

interface Part {
  name: string;
  text: string;
}

interface MathNode {
  name: string;
  parts: Part[];
  /** Signs of its properties: of a sum, of brackets. */
  signs: Map<string, string>;
}

/** Signs that `w:val` of these properties names. */
const signProperties = new Set(['chr', 'begChr', 'endChr', 'sepChr']);

/** A formula as a line of text: (a+b)/2, x^2, √(x), ∑_(i=1)^n. */
export class MathText {
  private readonly nodes: MathNode[] = [];
  private taken = 0;

  get isOpen(): boolean {
    return this.nodes.length > 0;
  }

  enter(name: string, value: string | undefined): void {
    // Properties hold no text, and their signs belong to what they describe.
    if (signProperties.has(name)) this.nodes.at(-2)?.signs.set(name, value ?? '');
    this.nodes.push({ name, parts: [], signs: new Map() });
  }

  text(text: string): void {
    this.taken += visibleLength(text);
    this.nodes.at(-1)?.parts.push({ name: 't', text });
  }

  /** Answers the line where the whole formula ends, and how many of its characters stood in the document. */
  leave(): { text: string; taken: number } | null {
    const node = this.nodes.pop();
    if (node === undefined) return null;
    const text = compose(node);
    const above = this.nodes.at(-1);
    if (above === undefined) {
      const { taken } = this;
      this.taken = 0;
      return { text, taken };
    }
    if (text !== '' || !node.name.endsWith('Pr')) above.parts.push({ name: node.name, text });
    return null;
  }
}

function compose(node: MathNode): string {
  const all = (name: string) => node.parts.filter((part) => part.name === name).map(({ text }) => text);
  const one = (name: string) => all(name).join('');
  // What stands where Word expects nothing is kept all the same.
  const rest = (...known: string[]) =>
    node.parts
      .filter(({ name }) => !known.includes(name))
      .map(({ text }) => text)
      .join('');
  const scripts = () => `${script('_', one('sub'))}${script('^', one('sup'))}`;
  switch (node.name) {
    case 'f':
      return `${grouped(one('num'))}/${grouped(one('den'))}${rest('num', 'den')}`;
    case 'sSub':
    case 'sSup':
    case 'sSubSup':
      return `${one('e')}${scripts()}${rest('e', 'sub', 'sup')}`;
    case 'sPre':
      return `${scripts()}${one('e')}${rest('e', 'sub', 'sup')}`;
    case 'rad':
      return `${one('deg')}√(${one('e')})${rest('deg', 'e')}`;
    case 'nary':
      return `${node.signs.get('chr') ?? '∫'}${scripts()}${one('e')}${rest('e', 'sub', 'sup')}`;
    case 'd':
      return `${node.signs.get('begChr') ?? '('}${all('e').join(node.signs.get('sepChr') ?? '|')}${node.signs.get('endChr') ?? ')'}${rest('e')}`;
    case 'limLow':
      return `${one('e')}${script('_', one('lim'))}${rest('e', 'lim')}`;
    case 'limUpp':
      return `${one('e')}${script('^', one('lim'))}${rest('e', 'lim')}`;
    case 'func':
      return `${one('fName')}${grouped(one('e'))}${rest('fName', 'e')}`;
    case 'mr':
      return all('e').join(', ') + rest('e');
    case 'm':
      return `[${all('mr').join('; ')}]${rest('mr')}`;
    case 'eqArr':
      return all('e').join('; ') + rest('e');
    default:
      return rest();
  }
}

function grouped(text: string): string {
  return /^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`;
}

function script(sign: string, text: string): string {
  return text === '' ? '' : `${sign}${grouped(text)}`;
}
