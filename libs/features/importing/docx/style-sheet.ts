import type { XmlElement } from '@platform/files';
import { isOn, WordVisitor } from './word-visitor';

interface Style {
  name: string;
  basedOn?: string;
  numbering?: string;
  level?: number;
  outline?: number;
  hidden?: boolean;
}

/** The longest chain of styles that is followed. */
const longestChain = 12;

/** The styles of word/styles.xml, of paragraphs and of characters, as far as text depends on them. */
export class StyleSheet extends WordVisitor {
  private readonly styles = new Map<string, Style>();
  private current: Style | null = null;
  private defaultParagraph: string | undefined;
  private hiddenByDefault = false;

  protected override enter(element: XmlElement, parent: string): void {
    const { current } = this;
    const value = element.attribute('val');
    if (element.name === 'style') this.begin(element);
    else if (element.name === 'vanish') {
      if (current === null) this.hiddenByDefault = isOn(element);
      else if (parent === 'rPr') current.hidden = isOn(element);
    } else if (current === null) return;
    else if (element.name === 'name' && parent === 'style') current.name = value ?? '';
    else if (element.name === 'basedOn') current.basedOn = value;
    else if (element.name === 'numId') current.numbering = value;
    else if (element.name === 'ilvl') current.level = Number(value);
    else if (element.name === 'outlineLvl') current.outline = Number(value);
  }

  protected override leave(name: string): void {
    if (name === 'style') this.current = null;
  }

  /** A property of a paragraph's style, or of the nearest that it is based on. */
  inherited<Key extends keyof Style>(id: string | undefined, key: Key): Style[Key] | undefined {
    let style = this.styles.get(id ?? this.defaultParagraph ?? '');
    for (let step = 0; style !== undefined && step < longestChain; step += 1) {
      if (style[key] !== undefined) return style[key];
      style = style.basedOn === undefined ? undefined : this.styles.get(style.basedOn);
    }
    return undefined;
  }

  /** Whether styles hide a run: where both of a paragraph's and a run's do, they cancel each other out. */
  hides(paragraphStyle: string | undefined, runStyle: string | undefined): boolean {
    if (this.hiddenByDefault) return true;
    const byRun = runStyle !== undefined && this.inherited(runStyle, 'hidden') === true;
    return (this.inherited(paragraphStyle, 'hidden') === true) !== byRun;
  }

  private begin(element: XmlElement): void {
    const id = element.attribute('styleId');
    this.current = { name: '' };
    if (id === undefined) return;
    this.styles.set(id, this.current);
    const isDefault = /^(?:1|true|on)$/i.test(element.attribute('default') ?? '');
    if (isDefault && element.attribute('type') === 'paragraph') this.defaultParagraph = id;
  }
}
