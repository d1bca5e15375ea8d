/** Work of one person that waits for its turn. */
export interface Waiting {
  /** Whose work it is. */
  by: string;
  start: () => void;
  giveUp: () => void;
}

export interface LineLimits {
  /** Work that is under way at once. */
  places: number;
  /** Work that may wait at once, and how much of it may be one person's. */
  longest: number;
  mostOfOne: number;
}

/**
 * Who comes next: people in turn, each with one piece of work at a time, so that somebody who asks for fifty
 * documents keeps nobody waiting for longer than one of them.
 */
export class WaitingLine {
  private readonly lines = new Map<string, Waiting[]>();
  private readonly working = new Set<string>();
  private length = 0;

  constructor(private readonly limits: LineLimits) {}

  get isEmpty(): boolean {
    return this.length === 0 && this.working.size === 0;
  }

  /** False where too much waits already, of this person or of all together. */
  join(waiting: Waiting): boolean {
    const line = this.lines.get(waiting.by) ?? [];
    if (this.length >= this.limits.longest || line.length >= this.limits.mostOfOne) return false;
    line.push(waiting);
    this.lines.set(waiting.by, line);
    this.length += 1;
    this.advance();
    return true;
  }

  /** Takes one out that no longer waits; nothing happens where its turn has come. */
  leave(waiting: Waiting): boolean {
    const line = this.lines.get(waiting.by);
    const place = line?.indexOf(waiting) ?? -1;
    if (!line || place < 0) return false;
    line.splice(place, 1);
    this.length -= 1;
    if (line.length === 0) this.lines.delete(waiting.by);
    return true;
  }

  /** To be called when the work of this person that was started is over. */
  done(by: string): void {
    this.working.delete(by);
    this.advance();
  }

  /** Everybody who waits gives up. */
  close(): void {
    const all = [...this.lines.values()].flat();
    this.lines.clear();
    this.length = 0;
    for (const waiting of all) waiting.giveUp();
  }

  private advance(): void {
    for (const [by, line] of this.lines) {
      if (this.working.size >= this.limits.places) return;
      if (this.working.has(by)) continue;
      const [next, ...rest] = line;
      // Behind all others that wait.
      this.lines.delete(by);
      if (rest.length > 0) this.lines.set(by, rest);
      if (!next) continue;
      this.length -= 1;
      this.working.add(by);
      next.start();
    }
  }
}
