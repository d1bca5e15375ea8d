import type { HeavyWork } from '@platform/computing';
import { type ReadDocument, readDocument } from './read-document';

export interface DocumentTask {
  filename: string;
  bytes: Buffer;
}

/** Reading a document that somebody sent, in a process beside the server. */
export const documentWork: HeavyWork<DocumentTask, ReadDocument> = {
  file: __filename,
  perform: ({ filename, bytes }) => readDocument({ filename, bytes: Buffer.from(bytes) }),
  milliseconds: 15_000,
  refusal: 'import_takes_too_long',
  busy: 'import_busy',
};

export default documentWork;
