import { maxImportLength, unreadableCharacter } from '@domain/importing';
import { problem } from '@domain/problems';
import { DocxPackage } from './docx-package';
import { readDocx } from './docx-text';
import { decodeText } from './text-decoding';

/** Largest file that is read (design 2.3). */
export const maxImportBytes = 10 * 1024 * 1024;

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The text of an uploaded file for `proposeImport`, in time and memory bounded by the limits of this
 * folder, whatever the file holds. Throws a problem `import_…`; never answers mangled text (design 5,
 * cases 38 and 39).
 */
export async function readDocument(file: {
  filename: string;
  bytes: Buffer;
}): Promise<{ text: string; mediaType: string }> {
  const { bytes } = file;
  if (bytes.length > maxImportBytes) throw problem('import_too_large', { limit: 10 });
  if (bytes.length === 0) throw problem('import_empty');
  const extension = /\.([A-Za-z0-9]{1,8})\s*$/.exec(file.filename)?.[1]?.toLowerCase() ?? '';
  if (extension === 'docm' || extension === 'dotm') throw problem('import_macros');
  if (extension === 'doc') throw problem('import_legacy_document');
  if (extension !== 'docx' && extension !== 'txt') throw problem('import_unsupported_type');
  const kind = kindOf(bytes);
  if (extension === 'docx' && kind === 'ole') throw problem('import_legacy_document');
  if ((extension === 'docx') !== (kind === 'zip') || kind === 'ole' || kind === 'other') {
    throw problem('import_wrong_extension', { extension: `.${extension}` });
  }
  const text = extension === 'docx' ? await readDocx(await DocxPackage.open(bytes)) : decodeText(bytes);
  return { text: soundText(text), mediaType: extension === 'docx' ? docxType : 'text/plain' };
}

/**
 * Refuses a text that cannot be stored or is too long, pasted ones included: `import_unreadable_character`,
 * `import_too_long`, `import_empty`. Answers the text as it is.
 */
export function soundText(text: string): string {
  if (text.length > maxImportLength) throw problem('import_too_long', { limit: maxImportLength });
  const unreadable = unreadableCharacter(text);
  if (unreadable !== null) {
    const { offset, character } = unreadable;
    throw problem('import_unreadable_character', { position: offset + 1, character });
  }
  if (text.trim() === '') throw problem('import_empty');
  return text;
}

const magics: Array<['zip' | 'ole' | 'other', number[]]> = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0]],
  ['other', [0x25, 0x50, 0x44, 0x46]],
  ['other', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['other', [0x89, 0x50, 0x4e, 0x47]],
  ['other', [0xff, 0xd8, 0xff]],
  ['other', [0x52, 0x61, 0x72, 0x21]],
  ['other', [0x37, 0x7a, 0xbc, 0xaf]],
  ['other', [0x4d, 0x5a, 0x90]],
  ['other', [0x7f, 0x45, 0x4c, 0x46]],
  ['other', [0x1f, 0x8b, 0x08]],
];

function kindOf(bytes: Buffer): 'zip' | 'ole' | 'other' | 'text' {
  const found = magics.find(([, magic]) => magic.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? 'text';
}
