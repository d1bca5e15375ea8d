import type { XmlElement, XmlVisitor } from '@platform/files';

/** What one part of a document may hold. Deeper than any word processor nests. */
export const partLimits = { elements: 500_000, depth: 200 };

/** Whether a property that is there is on: `<w:vanish w:val="0"/>` is off. */
export function isOn(element: XmlElement): boolean {
  return !/^(?:0|false|off)$/i.test(element.attribute('val') ?? '');
}

/** Walks parts of properties, past what they were before a tracked change. */
export abstract class WordVisitor implements XmlVisitor {
  private readonly names: string[] = [];
  private skipping = 0;

  protected abstract enter(element: XmlElement, parent: string): void;

  /** Called with the name of the element that ends. */
  protected leave(_name: string): void {
    // Most properties are known at their beginning.
  }

  open(element: XmlElement): void {
    const parent = this.names.at(-1) ?? '';
    this.names.push(element.name);
    if (this.skipping > 0) return;
    if (element.name.endsWith('Change')) this.skipping = this.names.length;
    else this.enter(element, parent);
  }

  close(): void {
    if (this.skipping === 0) this.leave(this.names.at(-1) ?? '');
    else if (this.skipping === this.names.length) this.skipping = 0;
    this.names.pop();
  }

  text(): void {
    // Properties stand in attributes.
  }
}
