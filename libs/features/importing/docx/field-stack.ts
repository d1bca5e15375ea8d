import type { XmlElement } from '@platform/files';
import { isOn } from './word-visitor';

interface Field {
  /** Between its beginning and its separator stands what Word computes, not what it shows. */
  instructing: boolean;
  /** A box to tick, or a list to choose from: Word shows these without any text in the document. */
  ticked?: boolean;
  checkbox: boolean;
  entries: string[];
  chosen: number;
}

/** Complex fields, which begin, separate and end in runs of their own and may lie in each other. */
export class FieldStack {
  private readonly fields: Field[] = [];
  /** How many of them are at their instructions: a hundred thousand may be open, and every text asks. */
  private hiding = 0;

  /** Whether Word hides what stands here. */
  get instructing(): boolean {
    return this.hiding > 0;
  }

  /** Answers what Word shows in place of a form field that ends here. */
  character(type: string | undefined): string {
    if (type === 'begin') {
      this.fields.push({ instructing: true, checkbox: false, entries: [], chosen: 0 });
      this.hiding += 1;
      return '';
    }
    const field = this.fields.at(-1);
    if (field === undefined) return '';
    if (type !== 'separate' && type !== 'end') return '';
    if (field.instructing) this.hiding -= 1;
    if (type === 'separate') {
      field.instructing = false;
      return '';
    }
    this.fields.pop();
    if (field.checkbox) return field.ticked === true ? '☑' : '☐';
    return field.instructing ? (field.entries[field.chosen] ?? '') : '';
  }

  /** What stands in the data of a form field. */
  property(element: XmlElement): void {
    const field = this.fields.at(-1);
    if (field === undefined) return;
    if (element.name === 'checkBox') field.checkbox = true;
    else if (element.name === 'checked') field.ticked = isOn(element);
    else if (element.name === 'default' && field.checkbox) field.ticked ??= isOn(element);
    else if (element.name === 'default' || element.name === 'result')
      field.chosen = Number(element.attribute('val') ?? 0);
    else if (element.name === 'listEntry') field.entries.push(element.attribute('val') ?? '');
  }
}
