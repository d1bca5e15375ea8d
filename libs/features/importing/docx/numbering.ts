import { cutText } from '@domain/text';
import type { XmlElement } from '@platform/files';
import { formatNumber } from './number-format';
import type { StyleSheet } from './style-sheet';
import { isOn, WordVisitor } from './word-visitor';

interface Level {
  start: number;
  format: string;
  text: string;
  legal: boolean;
  hidden: boolean;
  /** Begins anew only after a level this high up; 0 never; absent after any higher one. */
  restart?: number;
  style?: string;
}

interface AbstractNumbering {
  levels: Map<number, Level>;
  link?: string;
}

interface Numbering {
  abstract: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

/** Word has nine levels, */
const deepestLevel = 8;
/** and takes no longer text of a number. */
const longestPattern = 255;

/** Word's automatic numbers, read from word/numbering.xml and counted on in the order of the document. */
export class DocxNumbering extends WordVisitor {
  private readonly abstracts = new Map<string, AbstractNumbering>();
  private readonly numberings = new Map<string, Numbering>();
  private readonly counters = new Map<string, Array<number | undefined>>();
  private readonly started = new Set<string>();
  private abstract: AbstractNumbering | null = null;
  private numbering: Numbering | null = null;
  private level: Level | null = null;
  private overridden = 0;

  constructor(private readonly styles: StyleSheet) {
    super();
  }

  /** The same numberings, with nothing counted yet: headers and notes count by themselves. */
  fresh(): DocxNumbering {
    const copy = new DocxNumbering(this.styles);
    for (const [id, abstract] of this.abstracts) copy.abstracts.set(id, abstract);
    for (const [id, numbering] of this.numberings) copy.numberings.set(id, numbering);
    return copy;
  }

  /** The level of a numbering that a paragraph style is linked to. */
  levelOfStyle(id: string, style: string | undefined): number | undefined {
    for (const [level, definition] of this.abstractOf(id)?.levels ?? []) {
      if (definition.style !== undefined && definition.style === style) return level;
    }
    return undefined;
  }

  /** Counts one paragraph and answers the number that Word shows before it; empty for bullets. */
  next(id: string, level: number): string {
    const abstract = this.abstractOf(id);
    const levelAt = (at: number) => this.numberings.get(id)?.levels.get(at) ?? abstract?.levels.get(at);
    const own = levelAt(level);
    const key = this.numberings.get(id)?.abstract;
    if (abstract === undefined || own === undefined || key === undefined) return '';
    const counters = this.counters.get(key) ?? [];
    this.counters.set(key, counters);
    this.applyStarts(id, counters);
    const before = counters[level];
    counters[level] = before === undefined ? own.start : before + 1;
    for (let deeper = level + 1; deeper <= deepestLevel; deeper += 1) {
      const restart = levelAt(deeper)?.restart;
      if (restart === undefined || level < restart) counters[deeper] = undefined;
    }
    if (own.format === 'bullet' || own.hidden) return '';
    const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const other = levelAt(Number(digit) - 1);
      const value = counters[Number(digit) - 1] ?? other?.start ?? 1;
      return formatNumber(value, own.legal ? 'decimal' : (other?.format ?? 'decimal'));
    });
    return /[\p{L}\p{N}]$/u.test(text) ? `${text} ` : text;
  }

  protected override enter(element: XmlElement): void {
    const { name } = element;
    const value = element.attribute('val');
    if (name === 'abstractNum') {
      this.abstract = { levels: new Map() };
      this.numbering = null;
      this.abstracts.set(element.attribute('abstractNumId') ?? '', this.abstract);
    } else if (name === 'num') {
      this.numbering = { abstract: '', starts: new Map(), levels: new Map() };
      this.abstract = null;
      this.numberings.set(element.attribute('numId') ?? '', this.numbering);
    } else if (name === 'lvl') {
      this.level = { start: 1, format: 'decimal', text: '', legal: false, hidden: false };
      (this.numbering ?? this.abstract)?.levels.set(levelNumber(element), this.level);
    } else if (this.level !== null) readLevelProperty(this.level, element);
    else if (name === 'numStyleLink' && this.abstract !== null) this.abstract.link = value;
    else if (name === 'abstractNumId' && this.numbering !== null) this.numbering.abstract = value ?? '';
    else if (name === 'lvlOverride') this.overridden = levelNumber(element);
    else if (name === 'startOverride') this.numbering?.starts.set(this.overridden, number(value, 1));
  }

  protected override leave(name: string): void {
    if (name === 'lvl') this.level = null;
  }

  /** A numbering that says where it starts begins anew at its first paragraph. */
  private applyStarts(id: string, counters: Array<number | undefined>): void {
    if (this.started.has(id)) return;
    this.started.add(id);
    for (const [level, start] of this.numberings.get(id)?.starts ?? []) counters[level] = start - 1;
  }

  private abstractOf(id: string): AbstractNumbering | undefined {
    const found = this.abstracts.get(this.numberings.get(id)?.abstract ?? '');
    if (found?.link === undefined) return found;
    const linked = this.styles.inherited(found.link, 'numbering');
    return linked === undefined || linked === id
      ? undefined
      : this.abstracts.get(this.numberings.get(linked)?.abstract ?? '');
  }
}

function levelNumber(element: XmlElement): number {
  return Math.min(deepestLevel, Math.max(0, number(element.attribute('ilvl'), 0)));
}

function number(value: string | undefined, otherwise: number): number {
  const read = Number(value ?? otherwise);
  return Number.isSafeInteger(read) ? read : otherwise;
}

function readLevelProperty(level: Level, element: XmlElement): void {
  const value = element.attribute('val');
  if (element.name === 'start') level.start = number(value, 1);
  else if (element.name === 'numFmt') level.format = value ?? 'decimal';
  else if (element.name === 'lvlText') level.text = cutText(value ?? '', longestPattern);
  else if (element.name === 'isLgl') level.legal = isOn(element);
  else if (element.name === 'lvlRestart') level.restart = number(value, 0);
  else if (element.name === 'vanish') level.hidden = isOn(element);
  else if (element.name === 'pStyle') level.style = value;
}
