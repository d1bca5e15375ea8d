import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import {
  type Attachment,
  addAttachment,
  attachmentLimits,
  type FileOwner,
  refusalOf,
  removeAttachment,
} from '../api/attachment';
import { problemText } from '../api/problem';
import { filesKey, useFiles } from './use-attachments';

export interface Upload {
  key: number;
  file: File;
  /** 0 to 1. */
  share: number;
  /** Why it was not taken: a reason known beforehand, or what the server said. */
  refused: { known: 'empty' | 'large' | 'kind' | 'many' } | { said: string } | null;
}

/** The files of a report or an item, and those on their way to it: one at a time, in the order they were chosen. */
export function useUploads(owner: FileOwner) {
  const queries = useQueryClient();
  const { data, error, isSuccess } = useFiles(owner);
  const [uploads, setUploads] = useState<Upload[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const count = useRef(0);
  const renew = () => queries.invalidateQueries({ queryKey: filesKey(owner) });
  const set = (which: number, change: Partial<Upload>) =>
    setUploads((now) => now.map((upload) => (upload.key === which ? { ...upload, ...change } : upload)));
  const dismiss = (which: number) => setUploads((now) => now.filter((upload) => upload.key !== which));

  const send = async (upload: Upload, replaced?: Attachment) => {
    try {
      await addAttachment(owner, upload.file, (share) => set(upload.key, { share }));
      // The new file first: where the exchange breaks off, both are there and none is lost.
      if (replaced) await removeAttachment(replaced.id);
      await renew();
      dismiss(upload.key);
    } catch (failure) {
      set(upload.key, { refused: { said: problemText(failure) } });
      await renew();
    }
  };

  const add = (files: File[], replaced?: Attachment) => {
    let room = attachmentLimits.files - (data?.length ?? 0) - uploads.filter((one) => !one.refused).length;
    const chosen = files.map((file): Upload => {
      const known = refusalOf(file) ?? (room <= 0 ? 'many' : null);
      if (!known) room -= 1;
      count.current += 1;
      return { key: count.current, file, share: 0, refused: known && { known } };
    });
    setUploads((now) => [...now, ...chosen]);
    for (const upload of chosen)
      if (!upload.refused) queue.current = queue.current.then(() => send(upload, replaced));
  };

  const retry = (upload: Upload) => {
    set(upload.key, { refused: null, share: 0 });
    queue.current = queue.current.then(() => send(upload));
  };

  const remove = async (file: Attachment) => {
    await removeAttachment(file.id);
    await renew();
  };

  return { files: data ?? [], settled: isSuccess, error, uploads, add, retry, dismiss, remove };
}
