import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedDatabaseError } from './embedded-database-error';
import { birthOf, isAlive } from './process-identity';

/** Who uses a data directory. Readable by its owner alone, since the address carries the password. */
export interface RunningInstance {
  pid: number;
  birth: string | null;
  /** Where people reach it, once it listens. */
  address?: string;
  databaseUrl?: string;
}

const fileName = 'instance.json';

/** The living process that uses `dataDir`, or null. */
export async function findRunningInstance(dataDir: string): Promise<RunningInstance | null> {
  const text = await readFile(join(dataDir, fileName), 'utf8').catch(() => null);
  if (text === null) return null;
  let instance: RunningInstance;
  try {
    instance = JSON.parse(text) as RunningInstance;
  } catch {
    return null;
  }
  if (!Number.isInteger(instance.pid) || !isAlive(instance.pid)) return null;
  return (await birthOf(instance.pid)) === instance.birth ? instance : null;
}

/** Held as long as this process uses a data directory; one process at a time. */
export class InstanceLock {
  private constructor(
    private readonly path: string,
    private instance: RunningInstance,
  ) {}

  /** @throws EmbeddedDatabaseError when another living process holds `dataDir` */
  static async take(dataDir: string): Promise<InstanceLock> {
    await mkdir(dataDir, { recursive: true });
    const path = join(dataDir, fileName);
    const instance = { pid: process.pid, birth: await birthOf(process.pid) };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return null;
        throw error;
      });
      if (file) {
        await file.writeFile(JSON.stringify(instance)).finally(() => file.close());
        return new InstanceLock(path, instance);
      }
      const holder = await findRunningInstance(dataDir);
      if (holder) throw inUse(dataDir, holder);
      await rm(path, { force: true });
    }
    throw inUse(dataDir, null);
  }

  /** Tells other commands on this machine where to find what this process started. */
  async publish(details: Pick<RunningInstance, 'address' | 'databaseUrl'>): Promise<void> {
    this.instance = { ...this.instance, ...details };
    const fresh = `${this.path}.new`;
    await writeFile(fresh, JSON.stringify(this.instance), { mode: 0o600 });
    await rename(fresh, this.path);
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
  }
}

function inUse(dataDir: string, holder: RunningInstance | null): EmbeddedDatabaseError {
  const where = holder?.address ? `（${holder.address}）` : '';
  const at = holder?.address ? ` at ${holder.address}` : '';
  const pid = holder ? String(holder.pid) : '?';
  return new EmbeddedDatabaseError(
    `数据目录 ${dataDir} 正由另一个报审进程 ${pid} 使用${where}。请先停止它，或用 DATA_DIR 指定另一个目录。`,
    `Another Baoshen process (${pid})${at} already uses the data in ${dataDir}. Stop it first, or choose another directory with DATA_DIR.`,
  );
}
