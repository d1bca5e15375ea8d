type Step = () => Promise<void>;

const patience = 20_000;

/**
 * Runs what was started in the opposite order, once, however it is asked: by Ctrl-C, SIGTERM, the end of
 * the terminal, or a failure. A second Ctrl-C does not wait.
 */
export class Shutdown {
  private readonly steps: Array<{ name: string; run: Step }> = [];
  private running: Promise<void> | null = null;

  constructor(private readonly say: (line: string) => void) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // The terminal and npm may both pass the same Ctrl-C on, so only a later one is impatience.
        if (this.running && signal === 'SIGINT' && performance.now() - this.askedAt > 1000) process.exit(1);
        void this.run(0);
      });
    }
  }

  private askedAt = 0;

  get asked(): boolean {
    return this.running !== null;
  }

  add(name: string, run: Step): void {
    this.steps.push({ name, run });
  }

  /** Stops everything and ends the process with `code`; a step that fails or hangs does not keep the next from running. */
  run(code: number): Promise<void> {
    this.running ??= this.stopAll(code);
    return this.running;
  }

  private async stopAll(code: number): Promise<void> {
    this.askedAt = performance.now();
    let failed = false;
    for (const { name, run } of this.steps.reverse()) {
      const timeout = new Promise<never>((_, reject) => {
        setTimeout(() => reject(new Error(`no end after ${patience / 1000} s`)), patience).unref();
      });
      await Promise.race([run(), timeout]).catch((error: unknown) => {
        failed = true;
        this.say(
          `停止${name}时出错 Stopping failed: ${error instanceof Error ? error.message : String(error)}`,
        );
      });
    }
    process.exit(failed ? 1 : code);
  }
}
