import { useMemo, useRef, useState } from 'react';
import type { Anchor } from '../../api/contract';
import { problemText } from '../../api/problem';
import { freshId } from '../../kit/fresh-id';
import { useKeptText } from '../../kit/use-kept-text';

/** A comment on its way: what it is about, and the words so far. */
export interface CommentDraft {
  id: string;
  anchor: Anchor;
  body: string;
  blocking: boolean;
}

/** What became of sending one: under way, or refused in these words. */
export type Sending = 'under way' | { refused: string };

function parsed(kept: string): CommentDraft[] {
  try {
    return JSON.parse(kept) as CommentDraft[];
  } catch {
    return [];
  }
}

const sameAnchor = (a: Anchor, b: Anchor): boolean =>
  a.kind === b.kind && a.key === b.key && a.quote === b.quote && a.occurrence === b.occurrence;

/**
 * Comments being written about one report. They are kept in this browser until they are sent or given up, each with
 * its place: closing the box, another report or a reload loses no word. At most one box is open.
 */
export function useCommentDrafts(reportId: string) {
  const [kept, setKept] = useKeptText(`comments.${reportId}`);
  const [open, setOpen] = useState<string | null>(null);
  const all = useMemo(() => parsed(kept), [kept]);
  // What is sent is dropped when the answer comes: another comment may have been begun meanwhile.
  const latest = useRef(all);
  latest.current = all;
  const put = (list: CommentDraft[]) => {
    latest.current = list;
    setKept(list.length > 0 ? JSON.stringify(list) : '');
  };
  // Each comment's own: its box may have closed, and another one opened, before the answer comes.
  const [sendings, setSendings] = useState<Record<string, Sending | undefined>>({});
  const underWay = useRef(new Set<string>());
  const begun = ({ body }: CommentDraft) => body.trim() !== '';
  const drafts = all.filter((draft) => draft.id === open || begun(draft));
  const drop = (id: string) => {
    put(latest.current.filter((draft) => draft.id !== id));
    setOpen((current) => (current === id ? null : current));
  };
  return {
    drafts,
    sendingOf: (id: string): Sending | undefined => sendings[id],
    /** Sends one once, however often it is asked for: the draft goes when `post` has succeeded, and stays where it has not. */
    async send<Sent>(id: string, post: () => Promise<Sent>, then: (sent: Sent) => Promise<void>) {
      if (underWay.current.has(id)) return;
      const become = (sending?: Sending) => setSendings((known) => ({ ...known, [id]: sending }));
      underWay.current.add(id);
      become('under way');
      try {
        const sent = await post();
        drop(id);
        await then(sent);
        become();
      } catch (error) {
        become({ refused: problemText(error) });
      } finally {
        underWay.current.delete(id);
      }
    },
    open: drafts.find((draft) => draft.id === open) ?? null,
    /** Opens a box for the place; the words that were begun there stand in it. */
    begin(anchor: Anchor) {
      const others = latest.current.filter(begun);
      const here = others.find((draft) => sameAnchor(draft.anchor, anchor));
      const draft = here ?? { id: freshId(), anchor, body: '', blocking: false };
      if (!here) put([...others, draft]);
      setOpen(draft.id);
    },
    resume: setOpen,
    write(id: string, change: Partial<Pick<CommentDraft, 'body' | 'blocking'>>) {
      put(latest.current.map((draft) => (draft.id === id ? { ...draft, ...change } : draft)));
    },
    /** Closes the box; what was written stays. */
    close() {
      put(latest.current.filter(begun));
      setOpen(null);
    },
    /** It is given up. */
    drop,
  };
}

export type CommentDrafts = ReturnType<typeof useCommentDrafts>;
