/** One message of the server's stream: its event's name and data. */
export interface LiveMessage {
  name: string;
  data: string;
}

export const liveNames = ['message', 'report', 'rectification', 'notification', 'completion'] as const;

/** What of an EventSource is used. */
export interface Source {
  close: () => void;
  addEventListener: (name: string, listener: (event: { data?: string }) => void) => void;
  /** 2 where the browser has given up, as after a 502, which it does not try again. */
  readyState: number;
}

export interface LiveSurroundings {
  open: () => Source;
  later: (act: () => void, ms: number) => unknown;
  cancel: (appointment: unknown) => void;
  /** 0 to 1: spreads the tabs of a whole bureau that lost their server at the same moment. */
  chance: () => number;
}

/** Whatever happened before the stream was open, or while it was away, is to be asked for: nobody has told it. */
export const missed: LiveMessage = { name: 'message', data: '' };

const firstMs = 1_000;
const longestMs = 60_000;
const closed = 2;

/**
 * One stream of the server's events for all who want it: open while somebody looks, and opened again with backoff
 * where it broke off for good.
 */
export class LiveStream {
  /** Whether it hears the server. */
  isOpen = false;
  private source: Source | null = null;
  private appointment: unknown = null;
  private failures = 0;
  private readonly wanting = new Set<unknown>();

  constructor(
    private readonly around: LiveSurroundings,
    private readonly onMessage: (message: LiveMessage) => void,
  ) {}

  /** Whether `who` looks at its page now. */
  want(who: unknown, looks: boolean): void {
    if (looks) this.wanting.add(who);
    else this.wanting.delete(who);
    if (this.wanting.size === 0) this.close();
    else if (!this.source && this.appointment === null) this.open();
  }

  /** Begins anew: somebody signed in, and a stream belongs to the session it was opened with. */
  renew(): void {
    this.close();
    this.failures = 0;
    if (this.wanting.size > 0) this.open();
  }

  private open(): void {
    const source = this.around.open();
    this.source = source;
    source.addEventListener('open', () => {
      this.failures = 0;
      this.isOpen = true;
      this.onMessage(missed);
    });
    source.addEventListener('error', () => this.broke(source));
    for (const name of liveNames)
      source.addEventListener(name, ({ data }) => this.onMessage({ name, data: data ?? '' }));
  }

  private broke(source: Source): void {
    if (source !== this.source) return;
    this.isOpen = false;
    this.failures += 1;
    // The browser itself tries again where only the connection broke.
    if (source.readyState !== closed) return;
    this.source = null;
    const wait = Math.min(longestMs, firstMs * 2 ** (this.failures - 1));
    this.appointment = this.around.later(
      () => {
        this.appointment = null;
        if (this.wanting.size > 0) this.open();
      },
      wait * (0.5 + this.around.chance() / 2),
    );
  }

  private close(): void {
    this.source?.close();
    this.source = null;
    this.isOpen = false;
    if (this.appointment !== null) this.around.cancel(this.appointment);
    this.appointment = null;
  }
}

export const browserSurroundings: LiveSurroundings = {
  open: () => new EventSource('/api/v1/stream') as Source,
  later: (act, ms) => setTimeout(act, ms),
  cancel: (appointment) => clearTimeout(appointment as ReturnType<typeof setTimeout>),
  chance: () => Math.random(),
};
