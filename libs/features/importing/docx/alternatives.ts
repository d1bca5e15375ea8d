import type { XmlElement } from '@platform/files';
import type { LossCollector } from '../source-loss';
import { isUnderstood } from './vocabulary';

interface Alternative {
  chosen: boolean;
  shown: string;
  notShown: string;
}

/** Content that a document holds several times, for programs old and new: the branch that Word shows is read. */
export class Alternatives {
  private readonly pending: Alternative[] = [];

  constructor(private readonly losses: LossCollector) {}

  open(): void {
    this.pending.push({ chosen: false, shown: '', notShown: '' });
  }

  close(): void {
    const ended = this.pending.pop();
    if (ended === undefined) return;
    this.seen(ended.shown);
    // The other branches usually repeat the one that was shown.
    if (!blankless(ended.shown).includes(blankless(ended.notShown)))
      this.losses.text('alternative', ended.notShown);
  }

  /** Whether Word shows this branch: the first choice whose requirements it understands, else the fallback. */
  isShown(branch: XmlElement): boolean {
    const alternative = this.pending.at(-1);
    if (alternative === undefined) return true;
    const required = (branch.attribute('Requires') ?? '').split(/\s+/).filter(Boolean);
    if (alternative.chosen || !required.every((prefix) => isUnderstood(branch.namespaceOf(prefix))))
      return false;
    alternative.chosen = true;
    return true;
  }

  seen(text: string): void {
    const alternative = this.pending.at(-1);
    if (alternative !== undefined) alternative.shown += text;
  }

  notShown(text: string): void {
    const alternative = this.pending.at(-1);
    if (alternative !== undefined) alternative.notShown += text;
  }
}

function blankless(text: string): string {
  return text.replace(/\s+/g, '');
}
