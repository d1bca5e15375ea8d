import type { XmlElement } from '@platform/files';
import type { Story } from './story';
import type { StyleSheet } from './style-sheet';
import { isOn } from './word-visitor';

interface Run {
  hidden?: boolean;
  style?: string;
  font?: string;
}

/** Runs of text, which may lie in each other where a text box hangs on one, and what their properties say. */
export class Runs {
  private readonly runs: Run[] = [];

  constructor(
    private readonly story: Story,
    private readonly styles: StyleSheet,
  ) {}

  get font(): string | undefined {
    return this.runs.at(-1)?.font;
  }

  open(): void {
    this.runs.push({});
  }

  close(): void {
    this.runs.pop();
  }

  /** Whether Word hides what stands here. */
  get hidden(): boolean {
    if (this.story.row?.hidden === true) return true;
    const inner = this.runs.at(-1);
    if (this.runs.some((run) => run !== inner && run.hidden === true)) return true;
    return inner?.hidden ?? this.styles.hides(this.story.paragraph?.style, inner?.style);
  }

  /** Takes in a property, of a run, a row or a paragraph: `parent` and `above` are the elements it stands in. */
  property(name: string, element: XmlElement, parent: string, above: string | undefined): void {
    const { paragraph, row } = this.story;
    const run = this.runs.at(-1);
    if (parent === 'w:rPr' && above === 'w:pPr') {
      if (name === 'w:vanish' && paragraph) paragraph.runsOn ||= isOn(element);
    } else if (parent === 'w:rPr' && run) readRunProperty(run, name, element);
    else if (parent === 'w:trPr') {
      if (name === 'w:hidden' && row) row.hidden = isOn(element);
    } else if (paragraph !== undefined) this.paragraphProperty(name, element, parent);
  }

  private paragraphProperty(name: string, element: XmlElement, parent: string): void {
    const { paragraph } = this.story;
    const value = element.attribute('val');
    if (paragraph === undefined) return;
    if (name === 'w:pStyle') {
      paragraph.style = value;
      paragraph.runsOn ||= this.styles.hides(value, undefined);
    } else if (name === 'w:numId' && parent === 'w:numPr') paragraph.numbering = value;
    else if (name === 'w:ilvl' && parent === 'w:numPr') paragraph.level = Number(value);
    else if (name === 'w:outlineLvl') paragraph.outline = Number(value);
  }
}

function readRunProperty(run: Run, name: string, element: XmlElement): void {
  if (name === 'w:vanish') run.hidden = isOn(element);
  else if (name === 'w:rStyle') run.style = element.attribute('val');
  else if (name === 'w:rFonts') run.font = element.attribute('ascii') ?? element.attribute('hAnsi');
}
