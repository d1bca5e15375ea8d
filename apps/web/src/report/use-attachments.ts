import { useQuery } from '@tanstack/react-query';
import { listAttachments } from '../api/attachment';

/** The files of a report as the caller sees it. */
export const useAttachments = (reportId: string, enabled = true) =>
  useQuery({ queryKey: ['attachments', reportId], queryFn: () => listAttachments(reportId), enabled });
