import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';

const openZip = promisify<Buffer, Options, ZipFile>(fromBuffer);
const endSignature = Buffer.from('PK\x05\x06', 'latin1');

export interface ZipLimits {
  /** What all entries together may unfold to. */
  bytes: number;
  entries: number;
}

/** `damaged`: no sound archive; `expands`: unfolds further than it may or says; `encrypted`: needs a password. */
export type ZipFaultKind = 'damaged' | 'expands' | 'encrypted';

export class ZipFault extends Error {
  override name = 'ZipFault';

  constructor(readonly kind: ZipFaultKind) {
    super(`The archive is not accepted: ${kind}.`);
  }
}

/**
 * A ZIP archive from a stranger, which is not believed (design 5, case 39): sizes are checked as declared and
 * as they turn out, entries may not overlap, and nothing is unfolded further than it declared. Only the central
 * directory says what the archive holds, in whatever order and with whatever between its entries.
 */
export class ZipArchive {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** Unfolds every entry once, so that none lies about its size. @throws ZipFault */
  static async open(bytes: Buffer, limits: ZipLimits): Promise<ZipArchive> {
    const opened = await ZipArchive.list(bytes, limits);
    for (const name of opened.names) await opened.verify(name);
    return opened;
  }

  /** Reads the directory alone. @throws ZipFault */
  static async list(bytes: Buffer, limits: ZipLimits): Promise<ZipArchive> {
    try {
      const zip = await openZip(withoutTail(bytes), {
        lazyEntries: true,
        autoClose: false,
        // Names are decoded below: no file is written by them, so none needs to be refused for its path.
        decodeStrings: false,
      });
      return new ZipArchive(zip, await directory(zip, limits));
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Of files, without folders. */
  get names(): string[] {
    return [...this.entries.values()].map(partName);
  }

  /** Names differ by more than case, as those of Office documents do. */
  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The bytes of an entry, piece by piece. @throws ZipFault where there is no such entry, or it is too large */
  async *stream(name: string, mostBytes: number): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw new ZipFault('damaged');
    if (entry.uncompressedSize > mostBytes) throw new ZipFault('expands');
    const readable = await new Promise<Readable>((resolve, reject) =>
      this.zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    ).catch((error: unknown) => {
      throw faultOf(error);
    });
    const pieces = readable[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        // What goes wrong here is the archive's fault; what the reader throws at `yield` is not.
        const next = await pieces.next().catch((error: unknown) => {
          throw faultOf(error);
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      readable.destroy();
    }
  }

  async read(name: string, mostBytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.stream(name, mostBytes)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  /** Unfolds an entry into nothing: yauzl stops at the first byte more than was declared. */
  private async verify(name: string): Promise<void> {
    for await (const piece of this.stream(name, Number.MAX_SAFE_INTEGER)) void piece;
  }
}

/** As parts are named: with slashes, and from no root. */
function partName({ fileName }: Entry): string {
  const name = (fileName as unknown as Buffer).toString('utf8');
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

/** Downloads and mail gateways append bytes behind an archive's end, which its directory knows nothing of. */
function withoutTail(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(endSignature);
  if (end < 0 || end + 22 > bytes.length) throw new ZipFault('damaged');
  return bytes.subarray(0, Math.min(bytes.length, end + 22 + bytes.readUInt16LE(end + 20)));
}

async function directory(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount === 0 || zip.entryCount > limits.entries) throw new ZipFault('damaged');
  const all = await new Promise<Entry[]>((resolve, reject) => {
    const read: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      read.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(read));
    zip.on('error', reject);
    zip.readEntry();
  });
  let [declared, free] = [0, 0];
  // Bombs of one kind let thousands of entries share the same packed bytes.
  for (const entry of [...all].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  )) {
    if (entry.isEncrypted()) throw new ZipFault('encrypted');
    declared += entry.uncompressedSize;
    if (entry.relativeOffsetOfLocalHeader < free || declared > limits.bytes) throw new ZipFault('expands');
    free = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize;
  }
  const files = all.filter((entry) => !partName(entry).endsWith('/'));
  const named = new Map(files.map((entry) => [partName(entry).toLowerCase(), entry]));
  if (named.size !== files.length) throw new ZipFault('damaged');
  return named;
}

function faultOf(error: unknown): ZipFault {
  if (error instanceof ZipFault) return error;
  const message = error instanceof Error ? error.message : '';
  if (/encrypt/i.test(message)) return new ZipFault('encrypted');
  return new ZipFault(
    /too (?:many|few) bytes|not enough bytes|size mismatch/i.test(message) ? 'expands' : 'damaged',
  );
}
