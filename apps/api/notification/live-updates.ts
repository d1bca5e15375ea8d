import { isWithin } from '@domain/access';
import { scopeOf } from '@features/access';
import { CallerRepository, idleHours } from '@features/sign-in';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type MessageEvent,
  type OnModuleInit,
} from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { Signals } from '@platform/signals';
import {
  defer,
  filter,
  finalize,
  map,
  merge,
  type Observable,
  of,
  Subject,
  takeUntil,
  throttleTime,
  timer,
} from 'rxjs';

interface ChangedReport {
  id: string;
  /** Of its unit in the present tree. */
  path: string;
}

/** A connection ends after so long, so that the browser comes again and is let in, or not, as of then. */
const longestMilliseconds = 5 * 60_000;
const pingMilliseconds = 25_000;
const pauseMilliseconds = 1000;
/** How long a stream may outlive its session, and a right the post that it came from. */
const lookAgainMilliseconds = 2000;

/** Streams of one person that are open at once. */
const mostOfOne = 10;

/** One open stream, with the rights of its reader as they were last seen. */
interface Listening {
  caller: Caller;
  paths: string[];
  readonly over: Subject<void>;
}

/**
 * What changed, to whoever looks at it. Every API process hears it through PostgreSQL. An event says that
 * something changed and never what: the page asks again, and is answered by its rights of that moment.
 */
@Injectable()
export class LiveUpdates implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveUpdates.name);
  /** Pairs of a person and a report, `<user> <report>`; the report may be missing. */
  private readonly personal = new Subject<string>();
  private readonly reports = new Subject<ChangedReport>();
  private readonly figures = new Subject<void>();
  private readonly closing = new Subject<void>();
  private readonly listening = new Set<Listening>();
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly signals: Signals,
    private readonly database: Database,
    private readonly callers: CallerRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.signals.on('live', (ids) => {
      for (const id of ids) this.personal.next(id);
      void this.reportsAmong(ids).catch((error: Error) => this.logger.warn(error.message));
    });
    this.signals.on('rollups', (tiers) => {
      if (tiers.length > 0) this.figures.next();
    });
  }

  /** Streams left open would keep the server from closing. */
  beforeApplicationShutdown(): void {
    this.end();
  }

  /** Ends every stream; the browser comes again, to another process. */
  end(): void {
    this.closing.next();
  }

  /** Ends with the session or token by which it was opened; what it tells follows the reader's posts. */
  of(caller: Caller): Observable<MessageEvent> {
    return defer(() => {
      const own = [...this.listening].filter((open) => open.caller.userId === caller.userId);
      // The oldest gives way: a tab that is still looked at comes back by itself.
      if (own.length >= mostOfOne) own[0]?.over.next();
      const listening: Listening = { caller, paths: this.pathsOf(caller), over: new Subject() };
      this.listening.add(listening);
      this.looking ??= setInterval(() => void this.lookAgain(), lookAgainMilliseconds).unref();
      return this.eventsFor(listening).pipe(finalize(() => this.forget(listening)));
    });
  }

  private eventsFor(listening: Listening): Observable<MessageEvent> {
    const { userId } = listening.caller;
    const own = this.personal.pipe(
      filter((id) => id.startsWith(userId)),
      map((id): MessageEvent => {
        const reportId = id.split(' ')[1];
        return { type: 'notification', data: reportId ? { reportId } : {} };
      }),
    );
    const seen = this.reports.pipe(
      filter(({ path }) => listening.paths.some((top) => isWithin(path, top))),
      map(({ id }): MessageEvent => ({ type: 'report', data: { reportId: id } })),
    );
    const completion = this.figures.pipe(
      throttleTime(pauseMilliseconds, undefined, { leading: true, trailing: true }),
      map((): MessageEvent => ({ type: 'completion', data: {} })),
    );
    const ping = timer(pingMilliseconds, pingMilliseconds).pipe(
      map((): MessageEvent => ({ type: 'ping', data: {} })),
    );
    return merge(this.hello(), own, seen, completion, ping).pipe(
      takeUntil(merge(this.closing, listening.over, timer(longestMilliseconds))),
    );
  }

  private forget(listening: Listening): void {
    this.listening.delete(listening);
    if (this.listening.size > 0) return;
    clearInterval(this.looking);
    this.looking = undefined;
  }

  /** Reads every reader's credential and posts anew, in two queries however many streams are open. */
  private async lookAgain(): Promise<void> {
    const all = [...this.listening];
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - idleHours * 3_600_000);
    try {
      const there = await this.callers.stillThere(
        all.map(({ caller }) => caller),
        now,
        idleSince,
      );
      for (const listening of all) {
        const caller = there.get(listening.caller.credential.id);
        if (!caller || caller.mustChangePassword) listening.over.next();
        else Object.assign(listening, { caller, paths: this.pathsOf(caller) });
      }
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private pathsOf(caller: Caller): string[] {
    return scopeOf(caller, 'report.read', this.clock.now()).paths;
  }

  /** The first event of every stream. */
  hello(): Observable<MessageEvent> {
    return of({ type: 'hello', data: {}, retry: 3000 });
  }

  /** A transition names the report alone; it is passed on to whoever may read reports of that unit. */
  private async reportsAmong(ids: readonly string[]): Promise<void> {
    const named = ids.filter((id) => !id.includes(' '));
    if (named.length === 0 || !this.reports.observed) return;
    const changed = await this.database.query<{ id: string; path: string }>(
      'SELECT r.id, o.path::text AS path FROM report r JOIN org_unit o ON o.id = r.org_id WHERE r.id = ANY($1)',
      [named],
    );
    for (const report of changed) this.reports.next(report);
  }
}
