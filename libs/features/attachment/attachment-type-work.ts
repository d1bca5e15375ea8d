import type { HeavyWork } from '@platform/computing';
import { attachmentType } from './attachment-type';

export interface TypeTask {
  filename: string;
  content: Buffer;
}

/** Longer texts, and archives of more parts than fit in here, take a process beside the server some tenths of a second. */
const smallBytes = 256 * 1024;

/** Finding out what an attachment is: a text is decoded whole, and an archive lists its parts. */
export const attachmentTypeWork: HeavyWork<TypeTask, string> = {
  file: __filename,
  perform: ({ filename, content }) => attachmentType(filename, Buffer.from(content)),
  // Of everything else only the beginning is read.
  isSmall: ({ filename, content }) =>
    content.length < smallBytes || !(isPacked(content) || /\.txt$/i.test(filename)),
  milliseconds: 20_000,
  refusal: 'too_costly',
};

export default attachmentTypeWork;

function isPacked(content: Buffer): boolean {
  return content[0] === 0x50 && content[1] === 0x4b;
}
