import { damaged } from './backup-error';

/** Rises when an older version could no longer read what is written. */
const formatVersion = 1;

/** A stream of the archive as it was written, to be held against what is read. */
export interface Content {
  bytes: number;
  sha256: string;
}

export interface TableContent extends Content {
  name: string;
  /** As the rows have them; computed columns are left out. */
  columns: string[];
  rows: number;
}

export interface SequencePosition {
  table: string;
  column: string;
  /** A bigint. */
  last: string;
  called: boolean;
}

/** A recorded file that the store does not have, or has with another content. */
export interface FileFault {
  key: string;
  fault: 'missing' | 'differs';
}

/** The last entry of an archive: what it holds, and how each part must look when it is read again. */
export interface Manifest {
  format: 'baoshen-backup';
  version: number;
  /** When the snapshot was taken, by the database's clock. */
  takenAt: string;
  migrations: string[];
  tables: TableContent[];
  sequences: SequencePosition[];
  files: { count: number; bytes: number; list: Content; faults: FileFault[]; faulty: number };
}

/** One line of the list of files; the files themselves follow in the same order. */
export interface FileLine extends Content {
  key: string;
  mediaType: string;
}

export const entryNames = {
  manifest: 'manifest.json',
  files: 'files.jsonl',
  table: (name: string) => `tables/${name}.copy`,
  file: (key: string) => `files/${key}`,
} as const;
export const filesFolder = 'files/';

export function newManifest(parts: Omit<Manifest, 'format' | 'version'>): Manifest {
  return { format: 'baoshen-backup', version: formatVersion, ...parts };
}

/** @throws BackupError for anything but a manifest that this version can read */
export function readManifest(text: string): Manifest {
  const manifest = parse(text);
  const { format, version, migrations, tables, sequences, files } = manifest;
  const whole =
    format === 'baoshen-backup' &&
    version === formatVersion &&
    [migrations, tables, sequences].every((list) => Array.isArray(list)) &&
    typeof files?.count === 'number';
  if (!whole) throw damaged(entryNames.manifest);
  return manifest as Manifest;
}

function parse(text: string): Partial<Manifest> {
  try {
    return JSON.parse(text) as Partial<Manifest>;
  } catch {
    throw damaged(entryNames.manifest);
  }
}
