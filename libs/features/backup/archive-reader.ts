import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { type Entry, type Options, open, type ZipFile } from 'yauzl';
import { BackupError, damaged } from './backup-error';
import { linesOf } from './lines';
import {
  type Content,
  entryNames,
  type FileLine,
  filesFolder,
  type Manifest,
  readManifest,
} from './manifest';

const openZip = promisify<string, Options, ZipFile>(open);
const largestManifest = 16 * 1024 * 1024;
const newline = 10;

/** A backup, read piece by piece; every piece is held against the manifest before the reader's end is reached. */
export class ArchiveReader {
  private constructor(
    private readonly path: string,
    private readonly zip: ZipFile,
    /** All but the attachments, of which there may be any number. */
    private readonly entries: Map<string, Entry>,
    readonly manifest: Manifest,
  ) {}

  /** @throws BackupError where the file is no backup that this version can read */
  static async open(path: string): Promise<ArchiveReader> {
    const entries = new Map<string, Entry>();
    const zip = await opened(path);
    try {
      for await (const entry of directory(zip))
        if (!entry.fileName.startsWith(filesFolder)) entries.set(entry.fileName, entry);
      const manifest = entries.get(entryNames.manifest);
      if (!manifest || manifest.uncompressedSize > largestManifest) throw damaged(entryNames.manifest);
      const bytes = Buffer.concat(await Readable.from(pieces(zip, manifest)).toArray());
      // Whatever else the archive holds, the manifest vouches for; for itself only the sum in the directory does.
      if (crc32(bytes) !== manifest.crc32) throw damaged(entryNames.manifest);
      return new ArchiveReader(path, zip, entries, readManifest(bytes.toString('utf8')));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.zip.close();
  }

  /** Reads everything once. @throws BackupError naming the first part that is not as it was written */
  async check(): Promise<void> {
    for (const { name, rows } of this.manifest.tables) {
      let lines = 0;
      for await (const piece of this.table(name))
        for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, at + 1)) lines += 1;
      // A row is a line: in COPY's format a line break within a text is written as two characters.
      if (lines !== rows) throw damaged(entryNames.table(name));
    }
    let count = 0;
    for await (const { content } of this.files()) {
      for await (const piece of content) void piece;
      count += 1;
    }
    if (count !== this.manifest.files.count) throw damaged(entryNames.files);
  }

  /** The rows of a table as COPY wrote them. @throws BackupError at the end, where they are not what was written */
  table(name: string): AsyncGenerator<Buffer> {
    const written = this.manifest.tables.find((table) => table.name === name);
    if (!written) throw damaged(entryNames.table(name));
    return this.checked(entryNames.table(name), written);
  }

  /** Every attachment; each content must be read to its end before the next is asked for. */
  async *files(): AsyncGenerator<FileLine & { content: AsyncGenerator<Buffer> }> {
    const lines = linesOf(this.checked(entryNames.files, this.manifest.files.list));
    const zip = await opened(this.path);
    try {
      for await (const entry of directory(zip)) {
        if (!entry.fileName.startsWith(filesFolder)) continue;
        const next = await lines.next();
        if (next.done) throw damaged(entryNames.files);
        const line = JSON.parse(next.value) as FileLine;
        if (entry.fileName !== entryNames.file(line.key)) throw damaged(entryNames.files);
        yield { ...line, content: held(pieces(zip, entry), entry.fileName, line) };
      }
      if (!(await lines.next()).done) throw damaged(entryNames.files);
    } finally {
      await lines.return(undefined);
      zip.close();
    }
  }

  private checked(name: string, written: Content): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw damaged(name);
    return held(pieces(this.zip, entry), name, written);
  }
}

async function* held(
  content: AsyncIterable<Buffer>,
  name: string,
  { bytes, sha256 }: Content,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let read = 0;
  for await (const piece of content) {
    hash.update(piece);
    read += piece.length;
    if (read > bytes) throw damaged(name);
    yield piece;
  }
  if (read !== bytes || hash.digest('hex') !== sha256) throw damaged(name);
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openZip(path, { lazyEntries: true, autoClose: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new BackupError(`没有文件 ${path}。There is no file ${path}.`);
    throw damaged('ZIP');
  }
}

async function* directory(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((found, failed) => {
      const settle = (act: () => void) => {
        zip.off('entry', onEntry).off('end', onEnd).off('error', onError);
        act();
      };
      const onEntry = (read: Entry) => settle(() => found(read));
      const onEnd = () => settle(() => found(null));
      const onError = () => settle(() => failed(damaged('ZIP')));
      zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

async function* pieces(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, readable) =>
      error ? reject(damaged(entry.fileName)) : resolve(readable),
    ),
  );
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const next = await iterator.next().catch(() => {
        throw damaged(entry.fileName);
      });
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
  }
}
