import { fileTypeFromBuffer } from 'file-type';
import { ZipArchive } from './zip-archive';

/** What a file really is, and what people call it. */
export const fileKinds = {
  docx: 'Word 文档（.docx）',
  docm: '带宏的 Word 文档（.docm）',
  xlsx: 'Excel 工作簿（.xlsx）',
  xlsm: '带宏的 Excel 工作簿（.xlsm）',
  pptx: '演示文稿（.pptx）',
  ofd: 'OFD 版式文件',
  odt: 'ODT 文档',
  zip: '压缩包',
  damaged: '不完整或已损坏的压缩包',
  password: '加了密码的 Office 文件',
  doc: '旧版 Word 文档（.doc）',
  xls: '旧版 Excel 表格（.xls）',
  ppt: '旧版演示文稿（.ppt）',
  compound: '旧版 Office 文件',
  pdf: 'PDF 文件',
  rtf: 'RTF 文档',
  html: '网页',
  xml: 'XML 文件',
  png: 'PNG 图片',
  jpg: 'JPG 图片',
  gif: 'GIF 图片',
  webp: 'WebP 图片',
  heic: 'HEIC 照片（苹果手机的格式）',
  tif: 'TIFF 图片',
  bmp: 'BMP 图片',
  program: '可执行程序',
  other: '其他类型的文件',
  text: '文本',
} as const;

export type FileKind = keyof typeof fileKinds;

const directoryLimits = { bytes: Number.MAX_SAFE_INTEGER, entries: 5000 };
const mostTypesBytes = 1024 * 1024;
const packages: Array<[RegExp, FileKind]> = [
  [/ms-word\.[a-z]+\.macroEnabled/i, 'docm'],
  [/wordprocessingml\.(?:document|template)\.main\+xml/i, 'docx'],
  [/ms-excel\.[a-z.]+\.macroEnabled/i, 'xlsm'],
  [/spreadsheetml\.(?:sheet|template)\.main\+xml/i, 'xlsx'],
  [/presentationml\.(?:presentation|slideshow|template)\.main\+xml/i, 'pptx'],
];
const folders: Array<[RegExp, FileKind]> = [
  [/^ofd\.xml$/i, 'ofd'],
  [/^word\/document\d*\.xml$/i, 'docx'],
  [/^xl\/workbook\d*\.xml$/i, 'xlsx'],
  [/^ppt\/presentation\d*\.xml$/i, 'pptx'],
];
/** Some hide their macros behind the type of a document without any. */
const withMacros: Partial<Record<FileKind, FileKind>> = { docx: 'docm', xlsx: 'xlsm' };
/** Streams of old Office files, by whose names they are told apart. */
const streams: Array<[string, FileKind]> = [
  ['EncryptedPackage', 'password'],
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
];
/** Types whose beginning no text has. */
const telling = new Set(['png', 'jpg', 'gif', 'webp', 'tif', '7z', 'rar', 'gz']);
const typed: Record<string, FileKind> = {
  heif: 'heic',
  heics: 'heic',
  exe: 'program',
  elf: 'program',
  html: 'html',
  xml: 'xml',
};

/** By its content alone; the directory of an archive is read, wherever it stands and in whatever order. */
export async function fileKind(content: Buffer): Promise<FileKind> {
  if (startsWith(content, 'PK\x03\x04') || startsWith(content, 'PK\x05\x06')) return packageKind(content);
  if (startsWith(content, '\xd0\xcf\x11\xe0')) return compoundKind(content);
  // UTF-16 by its mark, which others take for sound.
  if (startsWith(content, '\xff\xfe') || startsWith(content, '\xfe\xff')) return 'text';
  if (startsWith(content, '%PDF-')) return 'pdf';
  if (startsWith(content, '{\\rtf')) return 'rtf';
  const beginning = content.toString('latin1', 0, 512);
  if (/^\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|MIME-Version:)/i.test(beginning)) return 'html';
  if (/^ftyp(?:hei[cfmsx]|hev[cmx]|mif1|msf1)/.test(beginning.slice(4, 12))) return 'heic';
  const found = (await fileTypeFromBuffer(content))?.ext;
  // A text that begins with “BM” is no picture: what is no text holds a zero soon.
  if (found === undefined || !(content.subarray(0, 512).includes(0) || telling.has(found))) return 'text';
  return typed[found] ?? (Object.hasOwn(fileKinds, found) ? (found as FileKind) : 'other');
}

async function packageKind(content: Buffer): Promise<FileKind> {
  try {
    const archive = await ZipArchive.list(content, directoryLimits);
    if (archive.has('[Content_Types].xml')) {
      const types = (await archive.read('[Content_Types].xml', mostTypesBytes))
        .toString('latin1')
        .replaceAll('\0', '');
      const declared = packages.find(([pattern]) => pattern.test(types))?.[1];
      const macros = archive.names.some((name) => /(?:^|\/)vbaproject\.bin$/i.test(name));
      if (declared !== undefined) return macros ? (withMacros[declared] ?? declared) : declared;
    }
    if (archive.has('mimetype') && archive.has('content.xml')) return 'odt';
    return folders.find(([pattern]) => archive.names.some((name) => pattern.test(name)))?.[1] ?? 'zip';
  } catch {
    return 'damaged';
  }
}

function compoundKind(content: Buffer): FileKind {
  return streams.find(([name]) => content.includes(Buffer.from(name, 'utf16le')))?.[1] ?? 'compound';
}

function startsWith(content: Buffer, mark: string): boolean {
  return content.subarray(0, mark.length).equals(Buffer.from(mark, 'latin1'));
}
