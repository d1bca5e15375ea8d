import { useQuery } from '@tanstack/react-query';
import { type FileOwner, listAttachments } from '../api/attachment';

export const filesKey = ({ id }: FileOwner) => ['attachments', id];

/** The files of a report or of an item of the ledger, as the caller sees it. */
export const useFiles = (owner: FileOwner, enabled = true) =>
  useQuery({ queryKey: filesKey(owner), queryFn: () => listAttachments(owner), enabled });

/** The files of a report as the caller sees it. */
export const useAttachments = (reportId: string, enabled = true) =>
  useFiles({ kind: 'reports', id: reportId }, enabled);
