import { Client, type ClientConfig } from 'pg';

export interface SteadyClientConfig extends ClientConfig {
  /** Settings of the session, by name. PgBouncer refuses them where a driver usually sends them: with the first packet. */
  settings?: Record<string, string>;
}

type Told = (error: Error | undefined) => void;
/** What `pg` keeps of a client and its types do not name. */
type Addressed = { host: string; port: number };

/** How long a host may take to say whether it takes writes, before the next one is asked. */
const patienceMilliseconds = 3_000;

/**
 * A connection whose breaking never ends the process. Between the moment the pool hands it out and the moment
 * somebody listens to it, the server's goodbye would be an `error` event that nobody handles; whoever uses the
 * connection learns of it from the next statement all the same.
 *
 * Where its address names several hosts (`hosts=a:5432,b:5432`, see `readDatabaseUrl`) it connects to the first one that
 * answers and, unless `target_session_attrs=any`, takes writes: `pg` itself knows one host alone.
 */
export class SteadyClient extends Client {
  private readonly given: SteadyClientConfig;
  /** How the session plans; undefined where a rollback may have taken it back. */
  private planning: Planning | undefined = 'by values';

  constructor(configuration?: string | SteadyClientConfig) {
    super(configuration);
    this.given =
      typeof configuration === 'string' ? { connectionString: configuration } : (configuration ?? {});
    this.on('error', () => undefined);
  }

  override connect(): Promise<this>;
  override connect(told: Told): void;
  override connect(told?: Told): Promise<this> | undefined {
    const connected = this.reach();
    if (!told) return connected.then(() => this);
    connected.then(
      () => told(undefined),
      (error: Error) => told(error),
    );
    return undefined;
  }

  /** Before each statement: makes the session plan as the statement wants it, where it does not yet. */
  plan(statement: unknown, values: unknown): void {
    if (typeof statement === 'string' && statement.startsWith('ROLLBACK')) this.planning = undefined;
    // What has no values is planned in the same way by both.
    if (typeof statement === 'string' && !Array.isArray(values)) return;
    const wanted: Planning = isPlannedOnce(statement) ? 'once' : 'by values';
    if (wanted === this.planning) return;
    this.planning = wanted;
    unplanned.call(this, settingsOf[wanted]).catch(() => {
      this.planning = undefined;
    });
  }

  private async reach(): Promise<void> {
    const found = await writableHost(this.given);
    if (found) Object.assign(this as unknown as Addressed, found);
    await super.connect();
    const settings = Object.entries(this.given.settings ?? {});
    if (settings.length === 0) return;
    const names = settings.map(([name]) => name);
    const values = settings.map(([, value]) => value);
    try {
      await this.query(
        'SELECT set_config(name, value, false) FROM unnest($1::text[], $2::text[]) AS s(name, value)',
        [names, values],
      );
    } catch (error) {
      await this.end().catch(() => undefined);
      throw error;
    }
  }
}

type Planning = 'by values' | 'once';

/**
 * A plan for all values is kept while tables grow. Made when they were empty it would scan them, and did: the review steps
 * of a whole cycle for one report, three fifths of the time of loading it. Just-in-time compilation, which servers before
 * 18 begin for a plan with a scan that cannot be avoided, takes longer than any of these statements.
 */
const settingsOf: Record<Planning, string> = {
  once: 'SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET jit = off',
  'by values': 'RESET plan_cache_mode; RESET enable_seqscan; RESET jit',
};

function isPlannedOnce(statement: unknown): boolean {
  return (statement as { plannedOnce?: boolean } | null)?.plannedOnce === true;
}

const unplanned = Client.prototype.query as unknown as (
  this: Client,
  ...asked: unknown[]
) => Promise<unknown>;

// Set from outside the class, because an override would have to repeat the overloads of `pg`.
Object.defineProperty(SteadyClient.prototype, 'query', {
  // Whoever traces statements sets another one around it.
  writable: true,
  value(this: SteadyClient, ...asked: unknown[]) {
    this.plan(asked[0], asked[1]);
    return unplanned.apply(this, asked);
  },
});

/** The host to connect to, where there is a choice; null where the address names one. */
async function writableHost({ connectionString, ssl }: SteadyClientConfig): Promise<Addressed | null> {
  const parameters = connectionString ? new URL(connectionString).searchParams : undefined;
  const hosts = parameters?.get('hosts')?.split(',') ?? [];
  if (!connectionString || hosts.length < 2) return null;
  const any = parameters?.get('target_session_attrs') === 'any';
  let last: unknown;
  for (const one of hosts) {
    const url = new URL(connectionString);
    url.host = one;
    url.searchParams.delete('hosts');
    const address = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 5432) };
    try {
      if (await takesWrites(url.toString(), any, ssl)) return address;
      last = new ReadOnlyHosts();
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

/** Every host that answers only follows another one: told as `unavailable`, like any outage. */
class ReadOnlyHosts extends Error {
  readonly code = '25006';
  constructor() {
    super('No host of DATABASE_URL takes writes.');
  }
}

async function takesWrites(url: string, any: boolean, ssl: ClientConfig['ssl']): Promise<boolean> {
  const client = new Client({ connectionString: url, ssl, connectionTimeoutMillis: patienceMilliseconds });
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (any) return true;
    const { rows } = await client.query<{ follows: boolean }>(
      `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS follows`,
    );
    return rows[0]?.follows === false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
