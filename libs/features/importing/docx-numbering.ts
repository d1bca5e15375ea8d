import { formatNumber } from './docx-number-format';
import { attribute, type Tag, wordPrefix, wordTags } from './docx-xml';

interface Level {
  start: number;
  format: string;
  text: string;
  legal: boolean;
  style?: string;
}

interface AbstractNumbering {
  levels: Map<number, Level>;
  link?: string;
}

interface Numbering {
  abstract: string;
  starts: Map<number, number>;
}

export interface ParagraphStyle {
  name: string;
  basedOn?: string;
  numbering?: string;
  level?: number;
  outline?: number;
}

/** The paragraph styles of word/styles.xml by id. */
export function readStyles(xml: string): Map<string, ParagraphStyle> {
  const styles = new Map<string, ParagraphStyle>();
  let current: ParagraphStyle | null = null;
  for (const tag of wordTags(xml, wordPrefix(xml) ?? 'w:')) {
    if (tag.name === 'style') {
      current = null;
      const id = tag.closing ? undefined : attribute(tag, 'styleId');
      if (id === undefined) continue;
      current = { name: '' };
      styles.set(id, current);
    } else if (current !== null && !tag.closing) readStyleProperty(current, tag);
  }
  return styles;
}

function readStyleProperty(style: ParagraphStyle, tag: Tag): void {
  const value = attribute(tag, 'val');
  if (tag.name === 'name') style.name = value ?? '';
  else if (tag.name === 'basedOn') style.basedOn = value;
  else if (tag.name === 'numId') style.numbering = value;
  else if (tag.name === 'ilvl') style.level = Number(value);
  else if (tag.name === 'outlineLvl') style.outline = Number(value);
}

/** A property of a style or of the nearest it is based on. */
export function inherited<Key extends keyof ParagraphStyle>(
  styles: Map<string, ParagraphStyle>,
  id: string | undefined,
  key: Key,
): ParagraphStyle[Key] | undefined {
  let style = id === undefined ? undefined : styles.get(id);
  for (let step = 0; style !== undefined && step < 12; step += 1) {
    if (style[key] !== undefined) return style[key];
    style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
  }
  return undefined;
}

/** Word's automatic numbers, counted on in the order of the document. */
export class DocxNumbering {
  private readonly abstracts = new Map<string, AbstractNumbering>();
  private readonly numberings = new Map<string, Numbering>();
  private readonly counters = new Map<string, number[]>();
  private readonly started = new Set<string>();

  constructor(
    xml: string,
    private readonly styles: Map<string, ParagraphStyle>,
  ) {
    this.read(xml);
  }

  /** The level of a numbering that a paragraph style is linked to. */
  levelOfStyle(numbering: string, style: string | undefined): number | undefined {
    const abstract = this.abstractOf(numbering);
    for (const [level, definition] of abstract?.levels ?? []) if (definition.style === style) return level;
    return undefined;
  }

  /** Counts one paragraph and answers the number that Word shows before it; empty for bullets. */
  next(numbering: string, level: number): string {
    const abstract = this.abstractOf(numbering);
    const own = abstract?.levels.get(level);
    const key = this.numberings.get(numbering)?.abstract;
    if (abstract === undefined || own === undefined || key === undefined) return '';
    const counters = this.counters.get(key) ?? [];
    this.counters.set(key, counters);
    this.applyStarts(numbering, counters);
    counters[level] = counters[level] === undefined ? own.start : counters[level] + 1;
    counters.length = level + 1;
    const text = own.text.replace(/%(\d)/g, (_, digit: string) => {
      const other = abstract.levels.get(Number(digit) - 1);
      const value = counters[Number(digit) - 1] ?? other?.start ?? 1;
      return formatNumber(value, own.legal ? 'decimal' : (other?.format ?? 'decimal'));
    });
    if (own.format === 'bullet') return '';
    return /[\p{L}\p{N}]$/u.test(text) ? `${text} ` : text;
  }

  /** A numbering that says where it starts begins anew at its first paragraph. */
  private applyStarts(numbering: string, counters: number[]): void {
    if (this.started.has(numbering)) return;
    this.started.add(numbering);
    for (const [level, start] of this.numberings.get(numbering)?.starts ?? []) counters[level] = start - 1;
  }

  private abstractOf(numbering: string): AbstractNumbering | undefined {
    const found = this.abstracts.get(this.numberings.get(numbering)?.abstract ?? '');
    if (found?.link === undefined) return found;
    const linked = inherited(this.styles, found.link, 'numbering');
    return linked === undefined || linked === numbering
      ? undefined
      : this.abstracts.get(this.numberings.get(linked)?.abstract ?? '');
  }

  private read(xml: string): void {
    let abstract: AbstractNumbering | null = null;
    let numbering: Numbering | null = null;
    let level: Level | null = null;
    let override = 0;
    for (const tag of wordTags(xml, wordPrefix(xml) ?? 'w:')) {
      const value = attribute(tag, 'val');
      if (tag.closing) {
        if (tag.name === 'lvl') level = null;
        continue;
      }
      if (tag.name === 'abstractNum') {
        abstract = { levels: new Map() };
        numbering = null;
        this.abstracts.set(attribute(tag, 'abstractNumId') ?? '', abstract);
      } else if (tag.name === 'num') {
        numbering = { abstract: '', starts: new Map() };
        abstract = null;
        this.numberings.set(attribute(tag, 'numId') ?? '', numbering);
      } else if (tag.name === 'lvl' && abstract !== null) {
        level = { start: 1, format: 'decimal', text: '', legal: false };
        abstract.levels.set(Number(attribute(tag, 'ilvl') ?? 0), level);
      } else if (level !== null) readLevelProperty(level, tag, value);
      else if (tag.name === 'numStyleLink' && abstract !== null) abstract.link = value;
      else if (tag.name === 'abstractNumId' && numbering !== null) numbering.abstract = value ?? '';
      else if (tag.name === 'lvlOverride') override = Number(attribute(tag, 'ilvl') ?? 0);
      else if (tag.name === 'startOverride') numbering?.starts.set(override, Number(value ?? 1));
    }
  }
}

function readLevelProperty(level: Level, tag: Tag, value: string | undefined): void {
  if (tag.name === 'start') level.start = Number(value ?? 1);
  else if (tag.name === 'numFmt') level.format = value ?? 'decimal';
  else if (tag.name === 'lvlText') level.text = value ?? '';
  else if (tag.name === 'isLgl') level.legal = value !== '0' && value !== 'false';
  else if (tag.name === 'pStyle') level.style = value;
}
