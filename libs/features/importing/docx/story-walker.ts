import type { XmlElement, XmlVisitor } from '@platform/files';
import { type LossCollector, visibleLength } from '../source-loss';
import { Alternatives } from './alternatives';
import { Aside, type AsideCode } from './aside';
import { FieldStack } from './field-stack';
import { MathText } from './math-text';
import { Runs } from './runs';
import type { Story } from './story';
import type { StyleSheet } from './style-sheet';
import { inFont, symbol } from './symbol';
import { prefixOf } from './vocabulary';

/** What a story points to: notes by their numbers, all else by its relation. */
export class References {
  readonly footnotes: string[] = [];
  readonly endnotes: string[] = [];
  readonly headers = new Set<string>();
  readonly embedded: string[] = [];
  readonly diagrams: string[] = [];
}

const textElements = new Set(['w:t', 'm:t', 'a:t']);
const formFields = new Set(['w:checkBox', 'w:checked', 'w:default', 'w:result', 'w:listEntry']);

/**
 * Reads the visible text of a part once, in the order in which Word shows it. Containers that it does not know
 * are unwrapped, never skipped; every character of text goes either into the story or, with its reason, aside.
 */
export class StoryWalker implements XmlVisitor {
  readonly references = new References();
  /** Characters of text: in the part, put aside, and made up for what is no text. */
  readonly counted = { source: 0, aside: 0, generated: 0 };
  private readonly path: Array<{ name: string; entered: boolean }> = [];
  private readonly runs: Runs;
  private readonly fields = new FieldStack();
  private readonly math = new MathText();
  private readonly alternatives: Alternatives;
  private aside: Aside | null = null;
  private preserved = false;
  /** How many moves lead here; what moved away and what arrived. */
  private arriving = 0;
  private movedAway = '';
  private arrived = 0;

  /** What Word's elements do where they begin. */
  private readonly words: Record<string, (element: XmlElement, parent: string) => void> = {
    'w:p': () => this.story.openParagraph(),
    'w:r': () => this.runs.open(),
    'w:tr': () => this.story.openRow(),
    'w:gridSpan': (element, parent) =>
      parent === 'w:tcPr' && this.story.spanColumns(Number(element.attribute('val'))),
    'w:tc': () => this.story.openContainer(),
    'w:txbxContent': () => this.story.openContainer(),
    'w:del': (_, parent) => this.tracked('deleted', parent),
    'w:moveFrom': (_, parent) => this.tracked('moved', parent),
    'w:moveTo': () => {
      this.arriving += 1;
    },
    'w:rt': () => this.stepAside('pinyin'),
    'w:tab': (_, parent) => parent !== 'w:tabs' && this.make('\t'),
    'w:ptab': () => this.make('\t'),
    'w:cr': () => this.make('\n'),
    'w:br': (element) => (isPageBreak(element) ? this.story.endLine() : this.make('\n')),
    'w:noBreakHyphen': () => this.make('\u2011'),
    'w:sym': (element) => this.symbol(element),
    'w:fldChar': (element) => this.make(this.fields.character(element.attribute('fldCharType'))),
    'w:footnoteReference': (element) => this.refer(this.references.footnotes, idOf(element)),
    'w:endnoteReference': (element) => this.refer(this.references.endnotes, idOf(element)),
    'w:headerReference': (element) => this.references.headers.add(idOf(element)),
    'w:footerReference': (element) => this.references.headers.add(idOf(element)),
    'w:altChunk': (element) => this.refer(this.references.embedded, idOf(element)),
    'w:subDoc': (element) => this.refer(this.references.embedded, idOf(element)),
  };
  private readonly others: Record<string, (element: XmlElement) => void> = {
    'mc:AlternateContent': () => this.alternatives.open(),
    'mc:Choice': (element) => this.alternatives.isShown(element) || this.stepAside('alternative'),
    'mc:Fallback': (element) => this.alternatives.isShown(element) || this.stepAside('alternative'),
    'a:p': () => this.story.openParagraph(),
    'a:txBody': () => this.story.openContainer(),
    'a:br': () => this.make('\n'),
    'v:textpath': (element) => this.wordArt(element.attribute('string') ?? ''),
    'c:chart': () => this.losses.item('chart'),
    'dgm:relIds': (element) => this.refer(this.references.diagrams, element.attribute('dm') ?? ''),
    'o:OLEObject': () => this.losses.item('object'),
    'pic:pic': () => this.losses.item('picture'),
    'v:imagedata': () => this.losses.item('picture'),
  };

  constructor(
    private readonly story: Story,
    styles: StyleSheet,
    private readonly losses: LossCollector,
  ) {
    this.runs = new Runs(story, styles);
    this.alternatives = new Alternatives(losses);
  }

  open(element: XmlElement): void {
    const name = prefixOf(element.namespace) + element.name;
    const parent = this.path.at(-1)?.name ?? '';
    this.path.push({ name, entered: this.aside === null });
    if (this.aside !== null) {
      this.aside.enter(name, element, this.path.length);
      return;
    }
    if (name.startsWith('w:')) this.word(name, element, parent);
    else if (name.startsWith('m:')) this.formula(element);
    else this.others[name]?.(element);
    if (textElements.has(name)) this.preserved = name !== 'w:t' || element.attribute('space') === 'preserve';
  }

  close(): void {
    const ended = this.path.at(-1);
    if (this.aside?.depth === this.path.length) this.endAside(this.aside);
    else this.aside?.leave(ended?.name ?? '', this.path.length);
    this.path.pop();
    if (ended?.entered === true) this.leave(ended.name);
  }

  text(text: string): void {
    const name = this.path.at(-1)?.name ?? '';
    const isText = textElements.has(name);
    if (isText) this.counted.source += visibleLength(text);
    if (this.aside !== null) {
      if (isText || name === 'w:delText') this.aside.take(text, isText);
    } else if (isText) this.take(text);
    else if (name === 'w:delText') this.losses.text('deleted', text);
    else if (name.startsWith('?')) this.losses.text('other', text);
  }

  /** To be called at the end of the part. */
  finish(): void {
    if (visibleLength(this.movedAway) > this.arrived) this.losses.text('deleted', this.movedAway);
  }

  private take(raw: string): void {
    // Line ends inside of a text are blanks to Word.
    const spaced = raw.replace(/[\t\r\n]+/g, ' ');
    const text = inFont(this.preserved ? spaced : spaced.trim(), this.runs.font);
    this.alternatives.seen(raw);
    if (this.isShown(text)) {
      const length = visibleLength(text);
      this.counted.generated += length - visibleLength(raw);
      if (this.arriving > 0) this.arrived += length;
      this.append(text);
    } else this.counted.aside += visibleLength(raw);
  }

  /** Puts in what stands for something that is no text. */
  private make(text: string): void {
    if (text === '' || !this.isShown(text)) return;
    this.counted.generated += visibleLength(text);
    this.append(text);
  }

  private append(text: string): void {
    if (this.math.isOpen) this.math.text(text);
    else this.story.append(text);
  }

  /** Text that Word does not show is told instead. */
  private isShown(text: string): boolean {
    const code = this.fields.instructing ? 'field' : this.runs.hidden ? 'hidden' : null;
    if (code !== null) this.losses.text(code, text);
    return code === null;
  }

  private stepAside(code: AsideCode): void {
    this.aside = new Aside(code, this.path.length);
  }

  private endAside({ code, text, counted }: Aside): void {
    this.aside = null;
    this.counted.aside += counted;
    if (code === 'moved') this.movedAway += text;
    else if (code === 'alternative') this.alternatives.notShown(text);
    else if (code !== 'nothing') this.losses.text(code, text);
    if (code !== 'alternative') this.alternatives.seen(text);
  }

  private word(name: string, element: XmlElement, parent: string): void {
    const enter = this.words[name];
    if (enter !== undefined) enter(element, parent);
    else if (formFields.has(name)) this.fields.property(element);
    else if (name.endsWith('Change')) this.stepAside('nothing');
    else this.runs.property(name, element, parent, this.path.at(-3)?.name);
  }

  private leave(name: string): void {
    const { story } = this;
    if (name === 'w:p' || name === 'a:p') story.closeParagraph();
    else if (name === 'w:pPr') story.settle();
    else if (name === 'w:r') this.runs.close();
    else if (name === 'w:tr') story.closeRow();
    else if (name === 'w:tc') story.closeCell();
    else if (name === 'w:txbxContent' || name === 'a:txBody') story.closeBox();
    else if (name === 'w:moveTo') this.arriving -= 1;
    else if (name === 'mc:AlternateContent') this.alternatives.close();
    else if (name.startsWith('m:')) this.endFormula(name);
  }

  private refer(list: string[], id: string): void {
    if (!this.runs.hidden) list.push(id);
  }

  /** A tracked deletion or move: of a paragraph's mark, of a row, or of what it wraps. */
  private tracked(code: 'deleted' | 'moved', parent: string): void {
    if (parent === 'w:trPr') {
      if (this.story.row) this.story.row.deleted = true;
    } else if (parent === 'w:rPr' || parent === 'w:ctrlPr') {
      if (this.path.at(-3)?.name === 'w:pPr' && this.story.paragraph) this.story.paragraph.runsOn = true;
    } else this.stepAside(code);
  }

  private symbol(element: XmlElement): void {
    const shown = symbol(element.attribute('font') ?? '', element.attribute('char') ?? '');
    if (shown === null) this.losses.item('symbol');
    this.make(shown ?? '□');
  }

  private formula(element: XmlElement): void {
    if (element.name === 'r') this.runs.open();
    this.math.enter(element.name, element.attribute('val'));
  }

  private endFormula(name: string): void {
    if (name === 'm:r') this.runs.close();
    const line = this.math.leave();
    if (line === null) return;
    this.counted.generated += visibleLength(line.text) - line.taken;
    this.append(line.text);
  }

  private wordArt(text: string): void {
    this.story.openContainer();
    this.make(text);
    this.story.closeBox();
  }
}

const idOf = (element: XmlElement) => element.attribute('id') ?? '';
const isPageBreak = (element: XmlElement) => /^(?:page|column)$/.test(element.attribute('type') ?? '');
