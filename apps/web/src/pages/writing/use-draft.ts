import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Report, TemplateDefinition } from '../../api/contract';
import { isProblem, problemText } from '../../api/problem';
import { getReport, saveContent } from '../../api/report';
import { freshId } from '../../kit/fresh-id';
import { onServerBack } from '../../live/server-away';
import { onReturn } from '../../session/owner';
import { type Draft, readingOf, toContent, toDraft } from './draft';
import { joinTabs, localCopies } from './local-copy';
import { step } from './saving';
import {
  type AsSent,
  beginSaving,
  copyOf,
  type Effect,
  isDirty,
  type LocalCopy,
  type Saving,
  type SavingEvent,
  type Trouble,
} from './saving-state';

export type SaveState =
  | { kind: 'clean' | 'pending' | 'saving' | 'expired' | 'someone else' | 'conflict' }
  | { kind: 'saved'; at: number }
  /** `kept`: this browser has the text; where it keeps nothing, the page must stay open. */
  | { kind: 'unreachable'; offline: boolean; kept: boolean }
  | { kind: 'refused'; text: string; pointer?: string };

function stateOf(now: Saving, dirty: boolean, kept: boolean): SaveState {
  if (now.theirs) return { kind: 'conflict' };
  if (now.sent) return { kind: 'saving' };
  if (now.trouble?.kind === 'unreachable') return { ...now.trouble, kept };
  if (now.trouble) return now.trouble;
  if (dirty) return { kind: 'pending' };
  return now.savedAt === null ? { kind: 'clean' } : { kind: 'saved', at: now.savedAt };
}

/** Why a save failed; null where the version was no longer the newest. */
function troubleOf(error: unknown): Trouble | null {
  if (!isProblem(error)) return { kind: 'refused', text: problemText(error) };
  const { status, code } = error;
  if (code === 'someone_else') return { kind: 'someone else' };
  if (status === 412) return null;
  if (status === 0) return { kind: 'unreachable', offline: true };
  // Not the content's fault: the server, what stands before it, or too many at once.
  if (status >= 500 || status === 429 || status === 408) return { kind: 'unreachable', offline: false };
  if (status === 401) return { kind: 'expired' };
  return { kind: 'refused', text: problemText(error), pointer: error.document.errors?.[0]?.pointer };
}

const asks = (now: Saving): boolean =>
  now.trouble?.kind === 'unreachable' ||
  now.trouble?.kind === 'expired' ||
  now.trouble?.kind === 'someone else';

/**
 * Holds the text being written and saves it by itself. What follows from what is decided in `step`; this carries it
 * out: requests, appointments, the copy in this browser, and what tabs tell each other.
 */
export function useDraft(
  report: Report,
  template: TemplateDefinition,
  userId: string,
  copies: LocalCopy[],
  onSaved: (report: Report) => void,
) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [page] = useState(freshId);
  const work = useRef<Saving | null>(null);
  work.current ??= beginSaving({ draft: toDraft(report.content, template), version: report.version }, copies);
  const [store] = useState(() => localCopies(userId, report.id));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tabs = useRef<ReturnType<typeof joinTabs> | null>(null);
  const kept = useRef(true);
  const resting = useRef<(() => void)[]>([]);
  const told = useRef(onSaved);
  told.current = onSaved;

  const [asSent] = useState((): AsSent => (draft, saved) => toContent(draft, saved, readingOf(template)));
  const now = useCallback((): Saving => {
    if (!work.current) throw new Error('a draft has begun');
    return work.current;
  }, []);

  const happen = useCallback(
    (event: SavingEvent) => {
      const known = (latest: Report) => ({
        draft: toDraft(latest.content, template),
        version: latest.version,
      });
      const fail = (error: unknown) => {
        const trouble = troubleOf(error);
        happen(trouble ? { kind: 'failed', trouble } : { kind: 'stale' });
      };
      const carryOut = (effect: Effect) => {
        switch (effect.kind) {
          case 'send':
            void saveContent(report.id, asSent(effect.draft, effect.base), effect.version).then((saved) => {
              happen({
                kind: 'answered',
                content: saved.content,
                version: saved.version,
                at: Date.now(),
              });
              told.current(saved);
            }, fail);
            return;
          case 'fetch':
            void getReport(report.id).then((latest) => {
              happen({ kind: 'newest', known: known(latest), at: Date.now() });
              told.current(latest);
            }, fail);
            return;
          case 'wait':
            clearTimeout(timer.current);
            timer.current = setTimeout(() => happen({ kind: 'due' }), effect.ms);
            return;
          case 'tell':
            tabs.current?.tell(effect.version);
            return;
          case 'keep':
            kept.current = store.keep(copyOf(now(), page, Date.now()));
            return;
          case 'forget':
            store.forget(page);
            return;
          case 'taken':
            store.forget(effect.copy.page);
        }
      };
      const [next, effects] = step(now(), event, asSent);
      work.current = next;
      for (const effect of effects) carryOut(effect);
      if (!next.sent) for (const rest of resting.current.splice(0)) rest();
      redraw();
    },
    [report.id, template, asSent, store, page, now],
  );

  /** Saves now; true when the server has everything that can be sent of what is on the page. */
  const save = useCallback(async (): Promise<boolean> => {
    for (;;) {
      happen({ kind: 'due', asked: true });
      if (!now().sent) break;
      await new Promise<void>((rest) => resting.current.push(rest));
      // Saved, and typed on meanwhile.
      if (now().trouble || now().theirs) break;
    }
    return !now().theirs && !isDirty(now(), asSent);
  }, [happen, now, asSent]);

  const change = useCallback(
    (edit: (draft: Draft) => Draft) => happen({ kind: 'typed', draft: edit(now().draft) }),
    [happen, now],
  );
  const compose = useCallback((on: boolean) => happen({ kind: 'composing', on }), [happen]);
  /** Ends a conflict with the text put together from both. */
  const settle = useCallback(
    (draft: Draft, seen: number) => happen({ kind: 'chosen', draft, seen }),
    [happen],
  );
  /** The version as of now, for whoever saved a moment ago. */
  const latestVersion = useCallback(() => now().version, [now]);
  /** While the server works on this version nothing is saved over it; what is typed waits in this browser. */
  const hold = useCallback((on: boolean) => happen({ kind: 'held', on }), [happen]);
  const takeIn = useCallback(
    (latest: Report, kind: 'elsewhere' | 'compiled') => {
      happen({ kind, known: { draft: toDraft(latest.content, template), version: latest.version } });
      told.current(latest);
    },
    [happen, template],
  );
  /** Shows what was saved elsewhere, where nothing waits here; what waits meets it when it is saved. */
  const catchUp = useCallback((latest: Report) => takeIn(latest, 'elsewhere'), [takeIn]);
  /** Takes what the server made of the version that was held; what was typed since stays on top of it. */
  const rebaseOn = useCallback((latest: Report) => takeIn(latest, 'compiled'), [takeIn]);

  useEffect(() => {
    const known = () => now().version;
    const joined = joinTabs(report.id, page, known, (version) => {
      if (version > known()) void getReport(report.id).then(catchUp, () => undefined);
    });
    tabs.current = joined;
    happen({ kind: 'due' });
    const retry = () => asks(now()) && happen({ kind: 'due', asked: true });
    const forgets = [onReturn(retry), onServerBack(retry)];
    window.addEventListener('online', retry);
    return () => {
      // Whoever goes to another page of the application takes nothing along that is not on its way.
      happen({ kind: 'composing', on: false });
      happen({ kind: 'due' });
      clearTimeout(timer.current);
      joined.leave();
      tabs.current = null;
      for (const forget of forgets) forget();
      window.removeEventListener('online', retry);
    };
  }, [report.id, page, happen, now, catchUp]);

  const dirty = isDirty(now(), asSent);
  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const hidden = () => document.visibilityState === 'hidden' && happen({ kind: 'due' });
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [dirty, happen]);

  const { draft, base, version, theirs } = now();
  return {
    draft,
    base,
    version,
    theirs,
    state: stateOf(now(), dirty, kept.current),
    unsaved: dirty,
    change,
    compose,
    save,
    settle,
    hold,
    rebaseOn,
    catchUp,
    latestVersion,
  };
}

export type DraftControl = ReturnType<typeof useDraft>;
