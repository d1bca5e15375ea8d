import { readFileSync } from 'node:fs';

/** So many times its limit something may take where the machine is busy with other things. */
const longestDelay = 3;
/** Linux counts a process's time in hundredths of a second, whatever its kernel's own ticks are. */
const tick = 10;

/** `over`: it used up its time; `starved`: it never got it. */
export type Excess = 'over' | 'starved';

/**
 * How long work in another process may take: the processor's time, since a machine that is busy makes nothing large.
 * These processes come after all others, so that beside a backup a report of two pages took longer than any may.
 * Where the system does not tell what a process used, the clock's time counts.
 */
export class TimeLimit {
  private pid: number | undefined;
  private usedBefore: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly began = performance.now();

  constructor(
    private readonly milliseconds: number,
    private readonly tell: (excess: Excess) => void,
    private readonly usedBy: (pid: number) => number | undefined = processorTime,
  ) {
    this.lookIn(milliseconds);
  }

  /** The process of that id begins with the work. */
  begins(pid: number): void {
    this.pid = pid;
    this.usedBefore = this.usedBy(pid);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private look(): void {
    const left = this.milliseconds - this.used();
    const rest = this.milliseconds * longestDelay - (performance.now() - this.began);
    if (left > 0 && rest > 0) this.lookIn(Math.min(left, rest));
    else this.tell(left <= 0 ? 'over' : 'starved');
  }

  private used(): number {
    // What has not begun waits for its process, which starts after everything else too.
    if (this.pid === undefined) return 0;
    const used = this.usedBy(this.pid);
    return used === undefined || this.usedBefore === undefined
      ? performance.now() - this.began
      : used - this.usedBefore;
  }

  private lookIn(milliseconds: number): void {
    // Not at every tick: what nearly used up its time needs a moment to do so.
    this.timer = setTimeout(() => this.look(), Math.max(milliseconds, 100));
  }
}

/** Milliseconds of the processor's time that a process has used; undefined where the system does not tell. */
export function processorTime(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before it stands in brackets and may hold anything.
    const fields = /.*\) (.*)/s.exec(status)?.[1]?.split(' ') ?? [];
    const used = (Number(fields[11]) + Number(fields[12])) * tick;
    return Number.isFinite(used) ? used : undefined;
  } catch {
    return undefined;
  }
}
