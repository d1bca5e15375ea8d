import { createReadStream } from 'node:fs';
import { access, chmod, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { v7 } from 'uuid';
import { assertKey, MissingObjectError, ObjectStore } from './object-store';

/** People's files are nobody's else on this machine to read, whatever the process's umask says. */
const ownFile = 0o600;
const ownFolder = 0o700;

/** Files in a folder of this machine: for one machine, or several that share the folder. */
export class FolderStore extends ObjectStore {
  constructor(private readonly folder: string) {
    super();
  }

  /** Written beside and renamed, so that a crash never leaves half a file under the key. */
  async put(key: string, content: Buffer): Promise<void> {
    await this.place(key, (partial) => writeFile(partial, content, { mode: ownFile }));
  }

  async putFile(key: string, path: string): Promise<void> {
    await this.place(key, (partial) => copyFile(path, partial));
  }

  async read(key: string): Promise<Readable> {
    assertKey(key);
    const path = join(this.folder, key);
    await access(path).catch(() => {
      throw new MissingObjectError(key);
    });
    return createReadStream(path);
  }

  async size(key: string): Promise<number | null> {
    assertKey(key);
    try {
      return (await stat(join(this.folder, key))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    assertKey(key);
    await rm(join(this.folder, key), { force: true });
  }

  private async place(key: string, write: (partial: string) => Promise<void>): Promise<void> {
    assertKey(key);
    const path = join(this.folder, key);
    await mkdir(dirname(path), { recursive: true, mode: ownFolder });
    // Folders that an earlier version made are open to others; the first closes them all.
    await chmod(this.folder, ownFolder);
    const partial = `${path}.${v7()}.partial`;
    try {
      await write(partial);
      await chmod(partial, ownFile);
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  }
}
