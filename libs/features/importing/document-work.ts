import type { HeavyWork } from '@platform/computing';
import { type ReadDocument, readDocument } from './read-document';

export interface DocumentTask {
  filename: string;
  bytes: Buffer;
}

/** Reading a document that somebody sent, in a process beside the server. */
export const documentWork: HeavyWork<DocumentTask, ReadDocument> = {
  file: __filename,
  milliseconds: 15_000,
  refusal: 'import_takes_too_long',
  busy: 'import_busy',
};

export default function read({ filename, bytes }: DocumentTask): Promise<ReadDocument> {
  return readDocument({ filename, bytes: Buffer.from(bytes) });
}
