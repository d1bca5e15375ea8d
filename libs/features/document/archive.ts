import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { ZipArchive } from 'archiver';
import { UniquePaths } from './file-name';

/** A document of the archive; folders and name are what people typed, made safe when it is added. */
export interface ArchiveEntry {
  folders: readonly string[];
  name: string;
  /** With its dot. */
  ending: string;
  content: Buffer;
}

export interface ArchiveOptions {
  /** Time stamp of every entry. */
  at: Date;
  /** Called after each entry with the number written so far; its failure ends the archive. */
  onEntry?: (written: number) => void | Promise<void>;
}

/**
 * Packs documents as they come, one at a time: the next is only asked for when the last is written, so
 * an archive of any size needs the memory of one document. Paths are unique, safe on any system, never
 * leave the archive, and are marked as UTF-8 (design 5, case 40). An error destroys the stream.
 */
export function renderArchive(
  entries: AsyncIterable<ArchiveEntry> | Iterable<ArchiveEntry>,
  options: ArchiveOptions,
): Readable {
  const archive = new ZipArchive({ zlib: { level: 6 } });
  // A reader that goes away leaves no entry to wait for.
  const closed = new AbortController();
  archive.on('close', () => closed.abort());
  const pack = async (): Promise<void> => {
    const paths = new UniquePaths();
    let written = 0;
    for await (const entry of entries) {
      const name = paths.claim(entry.folders, entry.name, entry.ending);
      const done = once(archive, 'entry', { signal: closed.signal });
      archive.append(entry.content, { name, date: options.at, store: packed.has(entry.ending) });
      await done;
      written += 1;
      await options.onEntry?.(written);
    }
    await archive.finalize();
  };
  pack().catch((error: unknown) =>
    archive.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return archive;
}

/** These are compressed already. */
const packed = new Set(['.docx', '.xlsx', '.pdf', '.zip']);
