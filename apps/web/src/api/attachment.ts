import { answer, client, sendFile } from './http';
import type { components } from './schema';

export type Attachment = components['schemas']['AttachmentItem'];

/** What the server accepts, said before somebody chooses a file it would refuse. */
export const attachmentLimits = {
  bytes: 10 * 1024 * 1024,
  files: 20,
  endings: ['pdf', 'ofd', 'png', 'jpg', 'jpeg', 'webp', 'docx', 'xlsx', 'doc', 'xls', 'txt'],
};

/** What files hang on. */
export interface FileOwner {
  kind: 'reports' | 'rectifications';
  id: string;
}

/**
 * Files as the caller sees them; of a report the working copy's for its authors, the last revision's for others.
 */
export const listAttachments = async ({ kind, id }: FileOwner): Promise<Attachment[]> =>
  (
    await answer<{ items: Attachment[] }>(
      client.GET(`/api/v1/${kind}/{id}/attachments` as '/api/v1/reports/{id}/attachments', {
        params: { path: { id } },
      }),
    )
  ).items;

export const addAttachment = ({ kind, id }: FileOwner, file: File, onProgress: (share: number) => void) =>
  sendFile<Attachment>(`/api/v1/${kind}/${id}/attachments`, file, onProgress);

export const removeAttachment = (id: string) =>
  answer<void>(client.DELETE('/api/v1/attachments/{id}', { params: { path: { id } } }));

export const attachmentAddress = (id: string): string => `/api/v1/attachments/${id}`;

/** What is wrong with a file before it is sent; null where the server may take it. */
export function refusalOf(file: { name: string; size: number }): 'empty' | 'large' | 'kind' | null {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (!attachmentLimits.endings.includes(ending)) return 'kind';
  if (file.size === 0) return 'empty';
  return file.size > attachmentLimits.bytes ? 'large' : null;
}
