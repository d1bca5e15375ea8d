import { posix } from 'node:path';
import { problem } from '@domain/problems';
import type { Relation } from '@platform/files';
import { LossCollector, type SourceLoss, visibleLength } from '../source-loss';
import { DocxPackage } from './docx-package';
import { type Line, numberHeadings } from './heading-number';
import { NoteWalker } from './note-walker';
import { DocxNumbering } from './numbering';
import { Story } from './story';
import { StoryWalker } from './story-walker';
import { StyleSheet } from './style-sheet';
import { TextGatherer } from './text-gatherer';

/**
 * The text of a document as Word shows it: a line per paragraph, table rows as cells with tabs between them,
 * automatic numbers written out, notes below; and what of the document is not in it. Only parts that hold text are
 * looked at.
 * @throws the problems of `DocxPackage`; import_embedded_document or import_picture_only where all its text lies there
 */
export async function readDocx(bytes: Buffer): Promise<{ text: string; losses: SourceLoss[] }> {
  const opened = await DocxPackage.open(bytes);
  const main = await opened.mainPart();
  const reading = new DocxReading(opened, main, await opened.relations(main));
  const text = await reading.read();
  const losses = reading.losses.list();
  if (text.trim() === '') {
    if (reading.losses.count('embedded_document') > 0) throw problem('import_embedded_document');
    if (reading.losses.count('picture') > 0) throw problem('import_scan', { kind: '只含图片的 Word 文档' });
  }
  return { text, losses };
}

class DocxReading {
  readonly losses = new LossCollector();
  private readonly styles = new StyleSheet();
  private readonly numbering = new DocxNumbering(this.styles);
  /** Parts that are no part of the text, as far as they were told of. */
  private readonly told = new Set<string>();

  constructor(
    private readonly opened: DocxPackage,
    private readonly main: string,
    private readonly relations: Map<string, Relation>,
  ) {}

  async read(): Promise<string> {
    await this.opened.visit(this.partOf('styles'), this.styles);
    await this.opened.visit(this.partOf('numbering'), this.numbering);
    const story = new Story(this.styles, this.numbering);
    const walker = new StoryWalker(story, this.styles, this.losses);
    await this.opened.visit(this.main, walker);
    walker.finish();
    const lines = story.finish();
    const notes = new NoteWalker(walker.references, this.styles, this.numbering, this.losses);
    for (const kind of ['footnotes', 'endnotes'] as const) {
      if (walker.references[kind].length > 0) await this.opened.visit(this.partOf(kind), notes.of(kind));
    }
    await this.tellOfTheRest(walker);
    numberHeadings(lines);
    const all = [...lines, ...notes.lines()];
    const text = all.map(shown).join('\n');
    const numbers = all.reduce((sum, line) => sum + visibleLength(shown(line)) - visibleLength(line.text), 0);
    this.compare(text, [walker, notes], story.generated + notes.generated + numbers);
    return text;
  }

  /** What was in the source and is neither in the text nor told of has been lost, whoever is to blame. */
  private compare(text: string, walkers: Array<Pick<StoryWalker, 'counted'>>, numbers: number): void {
    const counted = walkers.map((walker) => walker.counted);
    const sum = (key: keyof StoryWalker['counted']) => counted.reduce((all, each) => all + each[key], 0);
    const accounted = visibleLength(text) - numbers - sum('generated') + sum('aside');
    const missing = sum('source') - accounted;
    if (missing > 0) this.losses.item('unread', '', missing);
  }

  private async tellOfTheRest(walker: StoryWalker): Promise<void> {
    const { headers, embedded, diagrams } = walker.references;
    for (const id of headers) {
      const { type, part } = this.relations.get(id) ?? {};
      if ((type !== 'header' && type !== 'footer') || !this.isNew(part)) continue;
      const text = await this.aside(part);
      if (!isPageNumber(text)) this.losses.text(type, `${text}\n`);
    }
    for (const { type, part } of this.relations.values()) {
      if (type !== 'comments' || !this.isNew(part)) continue;
      const comments = await this.aside(part);
      for (const comment of comments.split('\n'))
        if (comment.trim() !== '') this.losses.item('comment', `${comment}\n`);
    }
    for (const id of diagrams) {
      const { part } = this.relations.get(id) ?? {};
      if (!this.isNew(part)) continue;
      const gatherer = new TextGatherer();
      await this.opened.visit(part, gatherer);
      this.losses.item('smart_art', `${gatherer.gathered}\n`);
    }
    for (const _ of embedded) this.losses.item('embedded_document');
  }

  /** Whether a part has yet to be told of: thousands of relations may point to one. */
  private isNew(part: string | undefined): part is string {
    if (part === undefined || this.told.has(part)) return false;
    this.told.add(part);
    return true;
  }

  /** The text of a part that is no part of the text, however long: it stops no import. */
  private async aside(part: string): Promise<string> {
    const story = new Story(this.styles, this.numbering.fresh(), Number.POSITIVE_INFINITY);
    await this.opened.visit(part, new StoryWalker(story, this.styles, new LossCollector()));
    return story.finish().map(shown).join('\n');
  }

  /** Where nothing points to a part, it is looked for where Word keeps it. */
  private partOf(type: string): string {
    const pointed = [...this.relations.values()].find((relation) => relation.type === type)?.part;
    return pointed ?? posix.join(posix.dirname(this.main), `${type}.xml`);
  }
}

/** A number without text is no line of its own. */
function shown({ number, text }: Line): string {
  return text.trim() === '' ? text : number + text;
}

/** Every document has one, and nobody misses it: — 2 —, 第 3 页 共 5 页. */
function isPageNumber(text: string): boolean {
  return /^[\s\d\-—–·.,/|第共页IVXivx]*$/.test(text);
}
