import type { Readable } from 'node:stream';

/** Keeps files by key, where keys are chosen by the application and never by people. */
export abstract class ObjectStore {
  abstract put(key: string, content: Buffer, mediaType: string): Promise<void>;
  /** Takes the content of a file that is too large for memory; the file itself stays where it is. */
  abstract putFile(key: string, path: string, mediaType: string): Promise<void>;
  /** @throws MissingObjectError where nothing is kept under the key */
  abstract read(key: string): Promise<Readable>;
  /** Bytes; null where nothing is kept under the key. */
  abstract size(key: string): Promise<number | null>;
  abstract remove(key: string): Promise<void>;
}

export class MissingObjectError extends Error {
  override name = 'MissingObjectError';
}

const keyFormat = /^[a-z0-9][a-z0-9/._-]{0,200}$/;

/** @throws Error for a key that could leave the store's folder */
export function assertKey(key: string): void {
  if (!keyFormat.test(key) || key.includes('..')) throw new Error(`Not an object key: ${key}`);
}
