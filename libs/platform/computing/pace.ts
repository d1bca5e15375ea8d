/** Longest that other requests of the process wait for a document being set. */
const longestStretch = 12;

/** Lets long work of one kind be interrupted by everything else that the process has to do. */
export class Pace {
  private since = performance.now();

  /** Call between pieces of work; waits its turn where this one has taken long enough. */
  async rest(): Promise<void> {
    if (performance.now() - this.since < longestStretch) return;
    await new Promise(setImmediate);
    this.since = performance.now();
  }
}
