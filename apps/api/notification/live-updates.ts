import { isWithin } from '@domain/access';
import { type Scope, scopeOf } from '@features/access';
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

interface ChangedItem {
  id: string;
  orgId: string;
  path: string;
  /** Whether only secretaries, leaders and administrators see it. */
  narrow: boolean;
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
  items: { wide: Scope; narrow: Scope };
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
  private readonly items = new Subject<ChangedItem>();
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
      void this.changedAmong(ids).catch((error: Error) => this.logger.warn(error.message));
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
      const listening: Listening = { caller, ...this.scopesOf(caller), over: new Subject() };
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
    const items = this.items.pipe(
      filter((item) => seesItem(listening.items, item)),
      map(({ id }): MessageEvent => ({ type: 'rectification', data: { itemId: id } })),
    );
    const completion = this.figures.pipe(
      throttleTime(pauseMilliseconds, undefined, { leading: true, trailing: true }),
      map((): MessageEvent => ({ type: 'completion', data: {} })),
    );
    const ping = timer(pingMilliseconds, pingMilliseconds).pipe(
      map((): MessageEvent => ({ type: 'ping', data: {} })),
    );
    return merge(this.hello(), own, seen, items, completion, ping).pipe(
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
        else Object.assign(listening, { caller, ...this.scopesOf(caller) });
      }
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : String(error));
    }
  }

  private scopesOf(caller: Caller): Pick<Listening, 'paths' | 'items'> {
    const now = this.clock.now();
    return {
      paths: scopeOf(caller, 'report.read', now).paths,
      items: {
        wide: scopeOf(caller, 'rectification.read', now),
        narrow: scopeOf(caller, 'rectification.read_narrow', now),
      },
    };
  }

  /** The first event of every stream. */
  hello(): Observable<MessageEvent> {
    return of({ type: 'hello', data: {}, retry: 3000 });
  }

  /** A transition names the report or the item alone; it is passed on to whoever may read those of that unit. */
  private async changedAmong(ids: readonly string[]): Promise<void> {
    const named = ids.filter((id) => !id.includes(' '));
    if (named.length === 0 || this.listening.size === 0) return;
    const [reports, items] = await Promise.all([
      this.database.query<{ id: string; path: string }>(
        'SELECT r.id, o.path::text AS path FROM report r JOIN org_unit o ON o.id = r.org_id WHERE r.id = ANY($1)',
        [named],
      ),
      this.database.query<ChangedItem & Record<string, unknown>>(
        `SELECT r.id, o.id AS "orgId", o.path::text AS path, r.visibility = 'committee' AS narrow
         FROM rectification r JOIN org_unit o ON o.id = r.org_id WHERE r.id = ANY($1)`,
        [named],
      ),
    ]);
    for (const report of reports) this.reports.next(report);
    for (const item of items) this.items.next(item);
  }
}

function seesItem({ wide, narrow }: Listening['items'], item: ChangedItem): boolean {
  const reaches = ({ paths, orgIds }: Scope) =>
    orgIds.includes(item.orgId) || paths.some((top) => isWithin(item.path, top));
  return reaches(narrow) || (!item.narrow && reaches(wide));
}
