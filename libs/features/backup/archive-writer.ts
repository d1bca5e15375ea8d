import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';
import { v7 } from 'uuid';
import type { Content } from './manifest';

/**
 * A ZIP file that is written piece by piece under a name of its own and gets its real one when it is whole and on
 * disk. It holds what everybody reported and the hashes of passwords, so nobody else on the machine may read it.
 */
export class ArchiveWriter {
  readonly partial: string;
  private readonly zip = new ZipArchive({ forceZip64: true, zlib: { level: 6 } });
  private readonly closed = new AbortController();
  private readonly written: Promise<void>;

  constructor(private readonly path: string) {
    this.partial = `${path}.${v7()}.partial`;
    // Whoever waits for an entry learns that the disk is full from here.
    this.zip.on('close', () => this.closed.abort());
    this.written = pipeline(this.zip, createWriteStream(this.partial, { flags: 'wx', mode: 0o600 }));
    this.written.catch(() => this.closed.abort());
  }

  /** @returns what went in, counted before it was packed */
  async add(name: string, content: Readable, { packed = false } = {}): Promise<Content> {
    const hash = createHash('sha256');
    let bytes = 0;
    const through = new PassThrough();
    const flowing = pipeline(
      content,
      async function* (pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          hash.update(piece);
          bytes += piece.length;
          yield piece;
        }
      },
      through,
      { signal: this.closed.signal },
    );
    const done = once(this.zip, 'entry', { signal: this.closed.signal });
    this.zip.append(through, { name, date: new Date(0), store: packed });
    try {
      await Promise.all([flowing, done]);
    } catch (error) {
      if (this.closed.signal.aborted) await this.written;
      throw error;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  /** Nothing is added any more; the file is on disk, under its temporary name. */
  async finish(): Promise<void> {
    await this.zip.finalize();
    await this.written;
    await synced(this.partial);
  }

  async giveItsName(): Promise<void> {
    await rename(this.partial, this.path);
    await synced(dirname(this.path));
  }

  async discard(): Promise<void> {
    this.zip.destroy();
    await this.written.catch(() => undefined);
    await rm(this.partial, { force: true });
  }
}

async function synced(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync().finally(() => file.close());
}
