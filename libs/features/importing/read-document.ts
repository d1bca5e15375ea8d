import { maxImportLength, unreadableCharacter } from '@domain/importing';
import { type Problem, problem } from '@domain/problems';
import { decodeText, type FileKind, fileKind, fileKinds } from '@platform/files';
import { readDocx } from './docx/read-docx';
import { LossCollector, type SourceLoss } from './source-loss';

/** Largest file that is read (design 2.3). */
export const maxImportBytes = 10 * 1024 * 1024;

export interface ReadDocument {
  text: string;
  /** What of the source is not in the text. */
  losses: SourceLoss[];
}

const asDocx = '请用 Word 或 WPS 打开，另存为 .docx 后再导入。';
const recognise = '如果是扫描件或照片，请先识别（OCR）成文字，再粘贴导入。';
/** What to do about a file that is something else than a document. */
const advice: Partial<Record<FileKind, string>> = {
  docx: '请把扩展名改为 .docx 后再导入。',
  docm: '请另存为不含宏的 .docx 后再导入。',
  xlsx: '请把要导入的文字复制到 Word 文档后再导入。',
  ofd: `OFD 是版式文件，请转换为 .docx，或把文字复制后粘贴导入。${recognise}`,
  pdf: `请把 PDF 转换为 .docx，或把文字复制后粘贴导入。${recognise}`,
  doc: asDocx,
  compound: asDocx,
  rtf: asDocx,
  odt: asDocx,
  html: '这是从网页或系统导出的文件，请用 Word 打开并另存为 .docx，或把文字复制后粘贴导入。',
  heic: recognise,
  png: recognise,
  jpg: recognise,
  gif: recognise,
  webp: recognise,
  tif: recognise,
  bmp: recognise,
  text: '请把扩展名改为 .txt，或用 Word 打开并另存为 .docx 后再导入。',
};
/** What an extension says, where that is none that is read. */
const claimed: Record<string, FileKind> = {
  pdf: 'pdf',
  ofd: 'ofd',
  rtf: 'rtf',
  odt: 'odt',
  htm: 'html',
  html: 'html',
  mht: 'html',
  xlsx: 'xlsx',
  xls: 'xlsx',
  csv: 'xlsx',
  jpg: 'jpg',
  jpeg: 'jpg',
  png: 'png',
  gif: 'gif',
  bmp: 'bmp',
  tif: 'tif',
  tiff: 'tif',
  webp: 'webp',
  heic: 'heic',
  heif: 'heic',
};

/**
 * The text of an uploaded file for `proposeImport`, in time and memory bounded by the limits of this
 * folder, whatever the file holds. Throws a problem `import_…` that names the cause and what to do about it;
 * never answers mangled text (design 5, cases 38 and 39).
 */
export async function readDocument(file: { filename: string; bytes: Buffer }): Promise<ReadDocument> {
  const { bytes, filename } = file;
  if (bytes.length > maxImportBytes) throw problem('import_too_large', { limit: 10 });
  if (bytes.length === 0) throw problem('import_empty');
  if (/(?:^|[\\/])~\$[^\\/]*$/.test(filename)) throw problem('import_lock_file');
  const extension = /\.([A-Za-z0-9]{1,8})\s*$/.exec(filename)?.[1]?.toLowerCase() ?? '';
  const kind = await fileKind(bytes);
  const refusal = refusalOf(extension, kind);
  if (refusal !== null) throw refusal;
  const read = extension === 'docx' ? await readDocx(bytes) : plainText(bytes);
  soundText(read.text);
  return read;
}

function refusalOf(extension: string, kind: FileKind): Problem | null {
  if (extension === 'docm' || extension === 'dotm') return problem('import_macros');
  if (/^(?:docx|doc|wps|et)$/.test(extension) && kind === 'password') return problem('import_password');
  if (extension === 'doc' || extension === 'wps' || extension === 'dot' || extension === 'wpt') {
    const renamed = kind === 'docx' ? `这个文件的内容已经是 .docx，${advice.docx}` : '';
    return problem('import_legacy_document', { advice: renamed });
  }
  if (extension !== 'docx' && extension !== 'txt') {
    return problem('import_unsupported_type', { advice: advice[claimed[extension] ?? kind] ?? '' });
  }
  if (extension === 'docx') {
    if (kind === 'doc' || kind === 'compound') return problem('import_legacy_document', { advice: '' });
    if (kind === 'docm') return problem('import_macros');
    // What is packed like a document and is damaged or no document is told by its reader.
    if (kind === 'docx' || kind === 'zip' || kind === 'damaged') return null;
  } else if (kind === 'text' || kind === 'xml' || kind === 'html') return null;
  return problem('import_wrong_extension', {
    extension: `.${extension}`,
    actual: fileKinds[kind],
    advice: advice[kind] ?? '请确认后重新选择。',
  });
}

function plainText(bytes: Buffer): ReadDocument {
  const { text } = decodeText(bytes);
  const losses = new LossCollector();
  const replaced = text.split('\uFFFD').length - 1;
  if (replaced > 0) losses.item('replacement', '', replaced);
  return { text, losses: losses.list() };
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
