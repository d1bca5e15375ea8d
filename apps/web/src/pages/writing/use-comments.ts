import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ReportContent } from '../../api/contract';
import { getComments, replyTo } from '../../api/report';
import { orderComments } from '../../report/comment-order';

/** Comments in the order of their passages in the text as it was opened, so that typing renumbers none. */
export function useComments(id: string, content: ReportContent | null) {
  const queries = useQueryClient();
  const key = useMemo(() => ['comments', id], [id]);
  const { data } = useQuery({ queryKey: key, queryFn: () => getComments(id) });
  const reply = useCallback(
    async (commentId: string, body: string) => {
      await replyTo(commentId, body);
      await queries.invalidateQueries({ queryKey: key });
    },
    [queries, key],
  );
  const comments = useMemo(() => orderComments(content, data ?? []), [content, data]);
  return { comments, reply };
}
