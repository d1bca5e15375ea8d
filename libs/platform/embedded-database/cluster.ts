import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries';
import { EmbeddedDatabaseError } from './embedded-database-error';
import type { RunAs } from './run-as';

export interface NewCluster {
  cluster: string;
  binaries: Binaries;
  runAs: RunAs;
  password: string;
  durable: boolean;
}

/** Runs initdb unless the cluster is there. A run that is cut off leaves nothing that looks like one. */
export async function initialiseCluster(options: NewCluster): Promise<void> {
  const { cluster, binaries, runAs, password, durable } = options;
  if (await stat(join(cluster, 'PG_VERSION')).catch(() => null)) return;
  const fresh = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs.owner) {
    await chown(fresh, runAs.owner.uid, runAs.owner.gid);
    await chown(passwordFile, runAs.owner.uid, runAs.owner.gid);
  }
  const [program, ...args] = [
    ...runAs.prefix,
    binaries.initdb,
    `--pgdata=${fresh}`,
    '--username=baoshen',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own locale: the same order and case on every system.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
  try {
    await promisify(execFile)(program as string, args, { ...(runAs.owner ?? {}), env: quietEnvironment() });
    await rename(fresh, cluster);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new EmbeddedDatabaseError(
      `无法初始化内置 PostgreSQL：${reason}`,
      `The embedded PostgreSQL could not be initialised in ${cluster}.`,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** PG… variables of the surroundings would redirect the programs to another server. */
export function quietEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}
