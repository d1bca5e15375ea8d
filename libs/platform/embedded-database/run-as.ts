import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedDatabaseError } from './embedded-database-error';

const run = promisify(execFile);

/** How PostgreSQL's programs are started, and who owns their files. */
export interface RunAs {
  /** Owner of the data; null where it is whoever runs this process. */
  owner: { uid: number; gid: number } | null;
  /** What stands before the program, e.g. `unshare --user …`. */
  prefix: string[];
}

const self: RunAs = { owner: null, prefix: [] };
// PostgreSQL only asks whether its user is root. In a user namespace root appears under another number
// and still opens what root may open, so neither a system user nor an enterable folder is needed.
const disguised: RunAs = {
  owner: null,
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'],
};

/**
 * PostgreSQL refuses to run as root. As root it runs as user `postgres` where that user can enter all
 * of `paths`, else in a user namespace; the user is created where neither is there yet.
 * @param cluster the data directory: an existing one decides by its owner
 * @throws EmbeddedDatabaseError when none of the ways is open
 */
export async function chooseRunAs(cluster: string, paths: string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return self;
  const existing = await stat(cluster).catch(() => null);
  const namespace = await works(disguised.prefix);
  if (existing && existing.uid === 0 && namespace) return disguised;
  const closed = await firstClosed(paths);
  const user = await findUser();
  if (user && !closed) return { owner: user, prefix: [] };
  if (namespace && !(existing && existing.uid !== 0)) return disguised;
  if (closed) {
    throw new EmbeddedDatabaseError(
      `内置 PostgreSQL 不能以 root 身份运行，而用户 postgres 进不了目录 ${closed}。请用普通用户运行，或执行 chmod o+x ${closed}，或设置 DATABASE_URL。`,
      `The embedded PostgreSQL cannot run as root, and user postgres cannot enter ${closed}. Run as an ordinary user, or chmod o+x ${closed}, or set DATABASE_URL.`,
    );
  }
  return { owner: await createUser(), prefix: [] };
}

async function works(prefix: string[]): Promise<boolean> {
  const [program, ...args] = [...prefix, 'true'];
  return run(program as string, args).then(
    () => true,
    () => false,
  );
}

async function findUser(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
  } catch {
    return null;
  }
}

async function createUser(): Promise<{ uid: number; gid: number }> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() =>
    run('adduser', ['-S', '-D', '-H', 'postgres']),
  );
  const user = await findUser();
  if (user) return user;
  throw new EmbeddedDatabaseError(
    '以 root 身份运行时需要系统用户 postgres，但无法创建。请用普通用户运行，或设置 DATABASE_URL。',
    'As root a system user postgres is needed and could not be created. Run as an ordinary user, or set DATABASE_URL.',
  );
}

/** The first folder on the way to one of `paths` that others may not enter; null when all are open. */
async function firstClosed(paths: string[]): Promise<string | null> {
  for (const path of paths) {
    const way: string[] = [];
    for (let folder = path; !way.includes(folder); folder = dirname(folder)) way.push(folder);
    for (const folder of way.reverse()) {
      const found = await stat(folder).catch(() => null);
      if (found && (found.mode & 0o001) === 0) return folder;
    }
  }
  return null;
}
