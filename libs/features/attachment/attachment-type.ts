import { problem } from '@domain/problems';
import { decodeText, type FileKind, fileKind, fileKinds } from '@platform/files';

/** What each ending must hold, as its content shows, and what it is then served as. */
const accepted: Record<string, { content: FileKind[]; servedAs: string }> = {
  pdf: { content: ['pdf'], servedAs: 'application/pdf' },
  ofd: { content: ['ofd'], servedAs: 'application/ofd' },
  png: { content: ['png'], servedAs: 'image/png' },
  jpg: { content: ['jpg'], servedAs: 'image/jpeg' },
  jpeg: { content: ['jpg'], servedAs: 'image/jpeg' },
  webp: { content: ['webp'], servedAs: 'image/webp' },
  docx: {
    content: ['docx'],
    servedAs: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  xlsx: {
    content: ['xlsx'],
    servedAs: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  doc: { content: ['doc', 'compound'], servedAs: 'application/msword' },
  xls: { content: ['xls', 'compound'], servedAs: 'application/vnd.ms-excel' },
  txt: { content: ['text'], servedAs: 'text/plain' },
};

/**
 * The media type to keep a file under. The ending and the content must agree; what the browser claimed
 * is not asked.
 * @throws attachment_type (422) for any other ending or a content that does not match it, saying what it is
 */
export async function attachmentType(filename: string, content: Buffer): Promise<string> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  const entry = Object.hasOwn(accepted, ending) ? accepted[ending] : undefined;
  const kind = await fileKind(content);
  if (/(?:^|[\\/])~\$/.test(filename)) throw refused(lockFile);
  if (!entry?.content.includes(kind)) throw refused(reasonOf(ending, kind, entry !== undefined));
  return ending === 'txt' ? textType(content) : entry.servedAs;
}

const lockFile =
  '名称以“~$”开头的是 Word 或 Excel 打开文件时留下的临时文件，里面没有内容。请选择名称中没有“~$”的那一个文件。';

/** Text comes from here as it was sent: what it is encoded in is said with it. */
function textType(content: Buffer): string {
  if (content.length === 0) throw refused('文件是空的。');
  try {
    const { text, charset } = decodeText(content);
    if (!text.includes('\0')) return `text/plain; charset=${charset}`;
  } catch (error) {
    // Nobody knows which of the two it is; who opens it sees.
    if ((error as { code?: string }).code === 'import_ambiguous_encoding') return 'text/plain';
  }
  throw refused('文件的内容不是文本，或文本编码已损坏。请另存为 UTF-8 后再上传。');
}

function reasonOf(ending: string, kind: FileKind, known: boolean): string {
  if (kind === 'heic') {
    return '这是 HEIC 照片（苹果手机的格式），多数电脑打不开。请在手机“设置-相机-格式”中选“兼容性最佳”后重拍，或另存为 JPG 后再上传。';
  }
  if (kind === 'password') return '文件加了打开密码，别人无法查看。请取消密码并保存后再上传。';
  if (kind === 'docm' || kind === 'xlsm') return '文件里有宏。请另存为不含宏的 .docx 或 .xlsx 后再上传。';
  if (kind === 'damaged')
    return '文件不完整或已损坏，打不开。请重新下载，或用 Word、WPS 打开并另存后再上传。';
  const right = Object.entries(accepted).find(([, { content }]) => content.includes(kind))?.[0];
  const advice = right === undefined ? '' : `请把扩展名改为 .${right} 后再上传。`;
  if (known) return `文件扩展名是“.${ending}”，内容却是${fileKinds[kind]}。${advice}`;
  return `不支持${ending === '' ? '没有扩展名的文件' : `“.${ending}”文件`}，请转换为 PDF、图片、Word、Excel 或文本后再上传。`;
}

function refused(detail: string) {
  return problem(
    'attachment_type',
    { reason: detail },
    { errors: [{ pointer: '/file', code: 'attachment_type', detail }] },
  );
}
