import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Database, SteadyClient } from '@platform/database';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';

/** `events`: a transition was committed. `rollups`: figures changed. `live`: somebody's page should refresh. */
export type SignalName = 'events' | 'rollups' | 'live';

const signalNames: readonly SignalName[] = ['events', 'rollups', 'live'];
const channelOf = (name: SignalName) => `baoshen_${name}`;
const pauseMilliseconds = 20;
/** PostgreSQL refuses payloads of 8,000 bytes; two ids in a pair take 76 in JSON. */
const idsPerSignal = 100;

type Listener = (ids: string[]) => void;

/**
 * Wakes other processes through PostgreSQL's NOTIFY. A signal is a hint and may be lost: whoever listens also
 * sweeps. It is sent on a connection of its own and at most once in 20 ms per process, since a NOTIFY inside
 * the transaction makes commits queue behind each other (design 3.2).
 */
@Injectable()
export class Signals implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Signals.name);
  private readonly listeners = new Map<SignalName, Set<Listener>>();
  private readonly waiting = new Map<SignalName, Set<string>>();
  private timer: NodeJS.Timeout | undefined;
  private client: Client | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly database: Database,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.connect();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.closed = true;
    clearTimeout(this.reconnect);
    clearTimeout(this.timer);
    if (this.waiting.size > 0) await this.flush();
    await this.client?.end().catch(() => undefined);
  }

  /** Wakes the listeners in every process, this one included. Returns at once and never throws. */
  raise(name: SignalName, ids: readonly string[] = []): void {
    const collected = this.waiting.get(name) ?? new Set<string>();
    for (const id of ids) collected.add(id);
    this.waiting.set(name, collected);
    if (this.closed) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, pauseMilliseconds);
  }

  /** Calls the listener at each signal, with no ids where any may have changed; answers how to stop it. */
  on(name: SignalName, listener: Listener): () => void {
    const known = this.listeners.get(name) ?? new Set<Listener>();
    known.add(listener);
    this.listeners.set(name, known);
    return () => known.delete(listener);
  }

  private async flush(): Promise<void> {
    const signals = [...this.waiting].flatMap(([name, ids]) =>
      chunks([...ids]).map((part) => [channelOf(name), JSON.stringify(part)] as const),
    );
    this.waiting.clear();
    await this.database
      .query(notify, [signals.map(([channel]) => channel), signals.map(([, payload]) => payload)])
      .catch((error: Error) => this.logger.warn(`A signal was not sent: ${error.message}`));
  }

  private async connect(): Promise<void> {
    const { url } = this.dataSource.options as { url?: string };
    const client = new SteadyClient({
      connectionString: url,
      application_name: 'baoshen-signals',
      keepAlive: true,
    });
    let lost = false;
    const onLost = (error?: Error) => {
      if (lost || this.closed) return;
      lost = true;
      this.logger.warn(`The connection for signals was lost: ${error?.message ?? 'ended'}`);
      void client.end().catch(() => undefined);
      this.reconnect = setTimeout(() => void this.connect(), 500);
    };
    client.on('error', onLost);
    client.on('end', () => onLost());
    client.on('notification', ({ channel, payload }) => this.deliver(channel, payload));
    try {
      await client.connect();
      await client.query(signalNames.map((name) => `LISTEN ${channelOf(name)}`).join(';'));
      if (this.closed) await client.end();
      this.client = client;
      // Whatever was signalled while nobody listened is looked for now.
      for (const name of signalNames) this.call(name, []);
    } catch (error) {
      onLost(error as Error);
    }
  }

  private deliver(channel: string, payload: string | undefined): void {
    const name = signalNames.find((candidate) => channelOf(candidate) === channel);
    if (name) this.call(name, payload ? (JSON.parse(payload) as string[]) : []);
  }

  private call(name: SignalName, ids: string[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(ids);
  }
}

const notify = {
  name: 'signals_notify',
  // As what a request sends before and after it: a session that changes how it plans has one statement more each time.
  plannedOnce: true,
  text: 'SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS signal(channel, payload)',
};

function chunks(ids: string[]): string[][] {
  if (ids.length === 0) return [[]];
  const parts: string[][] = [];
  for (let at = 0; at < ids.length; at += idsPerSignal) parts.push(ids.slice(at, at + idsPerSignal));
  return parts;
}
