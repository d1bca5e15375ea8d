import type { XmlElement, XmlVisitor } from '@platform/files';
import type { LossCollector } from '../source-loss';
import type { Line } from './heading-number';
import type { DocxNumbering } from './numbering';
import { Story } from './story';
import { type References, StoryWalker } from './story-walker';
import type { StyleSheet } from './style-sheet';

type Kind = 'footnotes' | 'endnotes';

/** Reads the notes that the text refers to; they stand below it, in the order of their references. */
export class NoteWalker {
  readonly counted = { source: 0, aside: 0, generated: 0 };
  generated = 0;
  private readonly notes: Record<Kind, Map<string, Line[]>> = { footnotes: new Map(), endnotes: new Map() };

  constructor(
    private readonly references: References,
    private readonly styles: StyleSheet,
    private readonly numbering: DocxNumbering,
    private readonly losses: LossCollector,
  ) {}

  of(kind: Kind): XmlVisitor {
    const wanted = new Set(this.references[kind]);
    let depth = 0;
    let current: { id: string; story: Story; walker: StoryWalker } | null = null;
    return {
      open: (element: XmlElement) => {
        depth += 1;
        const id = element.attribute('id') ?? '';
        // Below the root stand the notes, and above all the lines that separate them.
        if (depth === 2 && wanted.has(id) && element.attribute('type') === undefined) {
          const story = new Story(this.styles, this.numbering);
          current = { id, story, walker: new StoryWalker(story, this.styles, this.losses) };
        }
        current?.walker.open(element);
      },
      close: () => {
        current?.walker.close();
        depth -= 1;
        if (depth !== 1 || current === null) return;
        this.keep(kind, current);
        current = null;
      },
      text: (text: string) => current?.walker.text(text),
    };
  }

  lines(): Line[] {
    return (['footnotes', 'endnotes'] as const).flatMap((kind) =>
      [...new Set(this.references[kind])].flatMap((id) => this.notes[kind].get(id) ?? []),
    );
  }

  private keep(kind: Kind, { id, story, walker }: { id: string; story: Story; walker: StoryWalker }): void {
    walker.finish();
    this.notes[kind].set(
      id,
      story.finish().filter(({ text }) => text.trim() !== ''),
    );
    this.generated += story.generated;
    for (const key of ['source', 'aside', 'generated'] as const) this.counted[key] += walker.counted[key];
  }
}
