import { problem } from '@domain/problems';
import { fileTypeFromBuffer } from 'file-type';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What each ending must hold, as its content shows, and what it is then served as. */
const accepted: Record<string, { content: string[]; servedAs: string }> = {
  pdf: { content: ['application/pdf'], servedAs: 'application/pdf' },
  png: { content: ['image/png'], servedAs: 'image/png' },
  jpg: { content: ['image/jpeg'], servedAs: 'image/jpeg' },
  jpeg: { content: ['image/jpeg'], servedAs: 'image/jpeg' },
  docx: { content: [word], servedAs: word },
  xlsx: { content: [sheet], servedAs: sheet },
  doc: { content: ['application/x-cfb'], servedAs: 'application/msword' },
  xls: { content: ['application/x-cfb'], servedAs: 'application/vnd.ms-excel' },
  txt: { content: ['text'], servedAs: 'text/plain; charset=utf-8' },
};

/**
 * The media type to keep a file under. The ending and the content must agree; what the browser claimed
 * is not asked.
 * @throws attachment_type (422) for any other ending or a content that does not match it
 */
export async function attachmentType(filename: string, content: Buffer): Promise<string> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  const entry = Object.hasOwn(accepted, ending) ? accepted[ending] : undefined;
  const detected = (await fileTypeFromBuffer(content))?.mime ?? (isText(content) ? 'text' : 'unknown');
  if (!entry?.content.includes(detected)) {
    const errors = [
      { pointer: '/file', code: 'attachment_type', detail: '文件的内容与扩展名不符，或类型不支持。' },
    ];
    throw problem('attachment_type', {}, { errors });
  }
  return entry.servedAs;
}

function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
