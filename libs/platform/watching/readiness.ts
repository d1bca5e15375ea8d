import { Injectable } from '@nestjs/common';
import { Database, expectedMigrations } from '@platform/database';

/** Why a process should not be sent work. */
export type Unready =
  | 'starting_or_ending'
  | 'database_away'
  | 'database_read_only'
  | 'schema_behind'
  | 'queue_away'
  | 'worker_stopped';

interface Probe {
  ask: () => Promise<Unready | null> | Unready | null;
  /** What it means that asking failed or took too long. */
  otherwise: Unready;
}

/** A proxy, an orchestrator and an operator may all ask each second: the database is asked this often at most. */
const keptMilliseconds = 1_000;
const patienceMilliseconds = 4_000;

/**
 * Whether this process may be sent people or work: the schema is that of its code, the database can be written to, and
 * what other parts add (the queue, the worker's jobs) works.
 */
@Injectable()
export class Readiness {
  private held = false;
  private readonly migrations = expectedMigrations();
  private readonly probes: Probe[] = [];
  private kept: { at: number; read: Promise<Unready | null> } | undefined;

  constructor(private readonly database: Database) {
    this.add(() => this.databaseFault(), 'database_away');
  }

  /** Not ready from now on: while demonstration data is loaded, or before the process ends. */
  hold(): void {
    this.held = true;
  }

  release(): void {
    this.held = false;
  }

  /** @param otherwise what it means that asking failed, or took longer than four seconds */
  add(ask: Probe['ask'], otherwise: Unready): void {
    this.probes.push({ ask, otherwise });
  }

  /** Why it is not ready; null where it is. */
  async fault(): Promise<Unready | null> {
    if (this.held) return 'starting_or_ending';
    const at = performance.now();
    if (!this.kept || at - this.kept.at > keptMilliseconds) this.kept = { at, read: this.probe() };
    return this.kept.read;
  }

  private async probe(): Promise<Unready | null> {
    for (const probe of this.probes) {
      const fault = await withinTime(probe);
      if (fault) return fault;
    }
    return null;
  }

  private async databaseFault(): Promise<Unready | null> {
    const [row] = await this.database.query<{ readOnly: boolean; migrated: boolean }>(selectState, [
      this.migrations,
    ]);
    if (row?.readOnly) return 'database_read_only';
    // A newer schema is no fault of a process that runs while the next version is installed.
    return row?.migrated ? null : 'schema_behind';
  }
}

async function withinTime({ ask, otherwise }: Probe): Promise<Unready | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Unready>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMilliseconds);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return otherwise;
  } finally {
    clearTimeout(timer);
  }
}

const selectState = {
  name: 'readiness',
  text: `SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS "readOnly",
    (SELECT count(*) = cardinality($1::text[]) FROM schema_migration WHERE name = ANY($1)) AS migrated`,
};
