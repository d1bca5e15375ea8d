import type { XmlElement } from '@platform/files';
import { type LossCode, LossCollector, visibleLength } from '../source-loss';
import { Alternatives } from './alternatives';

/** Why text stands aside; what moved stands elsewhere as well, and what stood before a change is told nothing of. */
export type AsideCode = LossCode | 'moved' | 'nothing';

/** What Word does not show, from one element of a part to its end. */
export class Aside {
  text = '';
  /** How many of its characters count as text; what is deleted does not. */
  counted = 0;
  private readonly alternatives = new Alternatives(new LossCollector());
  /** Where a branch began that only repeats another one, else 0. */
  private repeated = 0;

  constructor(
    readonly code: AsideCode,
    /** How deep its element lies. */
    readonly depth: number,
  ) {}

  enter(name: string, element: XmlElement, depth: number): void {
    if (name === 'mc:AlternateContent') this.alternatives.open();
    const isBranch = name === 'mc:Choice' || name === 'mc:Fallback';
    if (isBranch && !this.alternatives.isShown(element) && this.repeated === 0) this.repeated = depth;
  }

  leave(name: string, depth: number): void {
    if (name === 'mc:AlternateContent') this.alternatives.close();
    if (this.repeated === depth) this.repeated = 0;
  }

  take(text: string, isText: boolean): void {
    if (isText) this.counted += visibleLength(text);
    if (this.repeated === 0) this.text += text;
  }
}
