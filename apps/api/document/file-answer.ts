import type { Readable } from 'node:stream';
import { attachmentHeader, type DocumentFile, mediaTypes } from '@features/document';
import { StreamableFile } from '@nestjs/common';

/** A download: never shown inside the page, under a name that no header can be broken with (case 40). */
export function fileAnswer(
  content: Buffer | Readable,
  name: string,
  ending: keyof typeof mediaTypes,
  length?: number,
): StreamableFile {
  const options = { type: mediaTypes[ending], disposition: attachmentHeader(name, `.${ending}`), length };
  return content instanceof Uint8Array
    ? new StreamableFile(content, { ...options, length: content.length })
    : new StreamableFile(content, options);
}

export function documentAnswer({ content, name, format }: DocumentFile): StreamableFile {
  return fileAnswer(content, name, format);
}

/** For the OpenAPI document: a file of one of these kinds. */
export function fileContent(...endings: Array<keyof typeof mediaTypes>) {
  const schema = { type: 'string', format: 'binary' };
  return { content: Object.fromEntries(endings.map((ending) => [mediaTypes[ending], { schema }])) };
}
