import { promisify } from 'node:util';
import { createInflateRaw, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

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

interface Entry {
  name: string;
  method: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/**
 * A ZIP archive from a stranger, which is not believed (design 5, case 39): sizes are checked as declared and
 * as they turn out, entries may not overlap, and nothing is unfolded further than it declared.
 */
export class ZipArchive {
  private constructor(
    private readonly bytes: Buffer,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** @throws ZipFault */
  static async open(bytes: Buffer, limits: ZipLimits): Promise<ZipArchive> {
    const entries = readDirectory(bytes, limits.entries);
    const named = new Map(entries.map((entry) => [entry.name, entry]));
    if (named.size !== entries.length) throw new ZipFault('damaged');
    const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
    if (declared > limits.bytes) throw new ZipFault('expands');
    const opened = new ZipArchive(bytes, named);
    for (const entry of entries) await opened.verify(entry);
    return opened;
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws ZipFault where there is no such entry, or it is larger than `mostBytes` */
  async read(name: string, mostBytes: number): Promise<Buffer> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new ZipFault('damaged');
    if (entry.unpacked > mostBytes) throw new ZipFault('expands');
    const packed = this.packedBytes(entry);
    return entry.method === 0 ? packed : inflate(packed, { maxOutputLength: entry.unpacked + 1 });
  }

  private packedBytes(entry: Entry): Buffer {
    const header = entry.offset;
    if (header + 30 > this.bytes.length || this.bytes.readUInt32LE(header) !== localSignature) {
      throw new ZipFault('damaged');
    }
    const start = header + 30 + this.bytes.readUInt16LE(header + 26) + this.bytes.readUInt16LE(header + 28);
    if (start + entry.packed > this.bytes.length) throw new ZipFault('damaged');
    return this.bytes.subarray(start, start + entry.packed);
  }

  /** Unfolds an entry into nothing, and stops at the first byte more than it declared. */
  private async verify(entry: Entry): Promise<void> {
    const packed = this.packedBytes(entry);
    if (entry.method === 0) {
      if (entry.packed !== entry.unpacked) throw new ZipFault('expands');
      return;
    }
    let size = 0;
    const stream = createInflateRaw();
    stream.end(packed);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > entry.unpacked) break;
      }
    } catch {
      throw new ZipFault('damaged');
    } finally {
      stream.destroy();
    }
    if (size !== entry.unpacked) throw new ZipFault('expands');
  }
}

function readDirectory(bytes: Buffer, mostEntries: number): Entry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  // ZIP64 is for archives far beyond the sizes that are accepted here.
  if (count === 0 || count > mostEntries || at === 0xffffffff) throw new ZipFault('damaged');
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== entrySignature) throw new ZipFault('damaged');
    const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    if ((flags & 1) !== 0) throw new ZipFault('encrypted');
    if (method !== 0 && method !== 8) throw new ZipFault('damaged');
    const [packed, unpacked] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    entries.push({ name, method, packed, unpacked, offset: bytes.readUInt32LE(at + 42) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  refuseOverlaps(entries);
  return entries;
}

function findEnd(bytes: Buffer): number {
  const last = bytes.length - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at -= 1) {
    if (bytes.readUInt32LE(at) === endSignature) return at;
  }
  throw new ZipFault('damaged');
}

/** Bombs of one kind let thousands of entries share the same packed bytes. */
function refuseOverlaps(entries: Entry[]): void {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset < free) throw new ZipFault('expands');
    free = entry.offset + 30 + entry.packed;
  }
}
