import type { XmlElement, XmlVisitor } from '@platform/files';

/** Gathers the texts of a drawing's part, such as the data of SmartArt. */
export class TextGatherer implements XmlVisitor {
  private readonly names: string[] = [];
  gathered = '';

  open(element: XmlElement): void {
    this.names.push(element.name);
  }

  close(): void {
    if (this.names.pop() === 'p' && this.gathered !== '') this.gathered += ' ';
  }

  text(text: string): void {
    if (this.names.at(-1) === 't') this.gathered += text;
  }
}
