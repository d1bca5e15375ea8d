import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Report, TemplateDefinition } from '../../api/contract';
import { isOffline, isProblem, isStatus, problemText } from '../../api/problem';
import { getReport, saveContent } from '../../api/report';
import { adoptIds, type Draft, rebase, sameDraft, toContent, toDraft } from './draft';
import { forgetLocally, keepLocally, localCopy } from './local-copy';

export type SaveState =
  | { kind: 'clean' }
  | { kind: 'pending' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: number }
  | { kind: 'offline' }
  | { kind: 'expired' }
  | { kind: 'conflict'; theirs: Draft; report: Report }
  | { kind: 'refused'; text: string; pointer?: string };

const quietMs = 1_200;
const retryMs = 10_000;
/** How long other tabs have to say that the local copy is theirs. */
const askMs = 500;

/** Between tabs: the version just saved, or whose the local copy is. */
type TabMessage = number | 'who is writing' | 'I am';

interface Working {
  draft: Draft;
  saved: Draft;
  version: number;
  state: SaveState;
}

/** The beginning: the server's text, or what this browser kept of a closed tab or a lost connection. */
function begin(report: Report, template: TemplateDefinition, userId: string): Working {
  const saved = toDraft(report.content, template);
  const kept = localCopy(userId, report.id);
  if (!kept || sameDraft(kept.draft, saved))
    return { draft: saved, saved, version: report.version, state: { kind: 'clean' } };
  const state: SaveState =
    kept.version === report.version ? { kind: 'pending' } : { kind: 'conflict', theirs: saved, report };
  return { draft: kept.draft, saved, version: report.version, state };
}

/**
 * Holds the text being written and saves it by itself: a moment after typing stops, with the version
 * it was read at. What the server has not taken is kept in this browser. A save made elsewhere is
 * never overwritten: it becomes a conflict that shows both texts.
 */
export function useDraft(
  report: Report,
  template: TemplateDefinition,
  userId: string,
  onSaved: (report: Report) => void,
) {
  const work = useRef<Working | null>(null);
  work.current ??= begin(report, template, userId);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean> | null>(null);
  const channel = useRef<BroadcastChannel | null>(null);
  const held = useRef(false);
  const current = work.current;

  const update = useCallback((change: Partial<Working>) => {
    if (work.current) Object.assign(work.current, change);
    redraw();
  }, []);

  const fail = useCallback(
    async (error: unknown) => {
      if (isStatus(error, 412)) {
        const latest = await getReport(report.id);
        const theirs = toDraft(latest.content, template);
        // The same text saved from elsewhere (another tab took over the local copy) is no conflict.
        if (work.current && sameDraft(theirs, work.current.draft)) {
          forgetLocally(userId, report.id);
          onSaved(latest);
          return update({
            saved: work.current.draft,
            version: latest.version,
            state: { kind: 'saved', at: Date.now() },
          });
        }
        return update({
          version: latest.version,
          state: { kind: 'conflict', theirs, report: latest },
        });
      }
      if (isOffline(error)) return update({ state: { kind: 'offline' } });
      if (isStatus(error, 401)) return update({ state: { kind: 'expired' } });
      const pointer = isProblem(error) ? error.document.errors?.[0]?.pointer : undefined;
      update({ state: { kind: 'refused', text: problemText(error), pointer } });
    },
    [report.id, template, userId, update, onSaved],
  );

  /** Saves now; true when the server has everything that is on the page. */
  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    while (running.current) await running.current;
    const now = work.current;
    if (!now || now.state.kind === 'conflict') return false;
    if (sameDraft(now.draft, now.saved)) return true;
    if (held.current) return false;
    const sent = now.draft;
    update({ state: { kind: 'saving' } });
    const attempt = (async () => {
      try {
        const answer = await saveContent(report.id, toContent(sent), now.version);
        const draft = adoptIds(work.current?.draft ?? sent, answer.content);
        const complete = work.current?.draft === sent;
        update({
          draft,
          saved: complete ? draft : sent,
          version: answer.version,
          state: complete ? { kind: 'saved', at: Date.now() } : { kind: 'pending' },
        });
        if (complete) forgetLocally(userId, report.id);
        else timer.current = setTimeout(() => void save(), quietMs);
        channel.current?.postMessage(answer.version);
        onSaved(answer);
        return complete;
      } catch (error) {
        await fail(error).catch(() => update({ state: { kind: 'offline' } }));
        return false;
      }
    })();
    running.current = attempt;
    const done = await attempt;
    if (running.current === attempt) running.current = null;
    return done;
  }, [report.id, userId, update, fail, onSaved]);

  const change = useCallback(
    (edit: (draft: Draft) => Draft) => {
      const now = work.current;
      if (!now) return;
      const draft = edit(now.draft);
      const conflict = now.state.kind === 'conflict';
      update({ draft, state: conflict ? now.state : { kind: 'pending' } });
      keepLocally(userId, report.id, { version: now.version, draft, at: Date.now() });
      clearTimeout(timer.current);
      if (!conflict) timer.current = setTimeout(() => void save(), quietMs);
    },
    [report.id, userId, save, update],
  );

  /** Ends a conflict with the text put together from both. */
  const settle = useCallback(
    (draft: Draft) => {
      const now = work.current;
      if (now?.state.kind !== 'conflict') return;
      update({
        draft,
        saved: now.state.theirs,
        version: now.state.report.version,
        state: { kind: 'pending' },
      });
      void save();
    },
    [save, update],
  );

  /** Takes over what another act (an import, a compilation) made of the report. */
  const adopt = useCallback(
    (latest: Report) => {
      const draft = toDraft(latest.content, template);
      forgetLocally(userId, report.id);
      update({ draft, saved: draft, version: latest.version, state: { kind: 'saved', at: Date.now() } });
      onSaved(latest);
    },
    [template, userId, report.id, update, onSaved],
  );

  /** The version as of now, for whoever saved a moment ago. */
  const latestVersion = useCallback(() => work.current?.version ?? report.version, [report.version]);

  /** While the server works on this version nothing is saved over it; what is typed waits in this browser. */
  const hold = useCallback(
    (on: boolean) => {
      held.current = on;
      if (!on && work.current && !sameDraft(work.current.draft, work.current.saved)) void save();
    },
    [save],
  );

  /** Shows what was saved elsewhere, where nothing waits here; what waits meets it when it is saved. */
  const catchUp = useCallback(
    (latest: Report) => {
      const now = work.current;
      if (now && latest.version > now.version && sameDraft(now.draft, now.saved)) adopt(latest);
    },
    [adopt],
  );

  /** The same as {@link adopt}, but what was typed and not saved yet stays, on top of it. */
  const rebaseOn = useCallback(
    (latest: Report) => {
      const now = work.current;
      const theirs = toDraft(latest.content, template);
      if (!now || sameDraft(now.draft, now.saved)) return adopt(latest);
      const draft = rebase(now.saved, now.draft, theirs);
      keepLocally(userId, report.id, { version: latest.version, draft, at: Date.now() });
      update({ draft, saved: theirs, version: latest.version, state: { kind: 'pending' } });
      onSaved(latest);
    },
    [adopt, template, userId, report.id, update, onSaved],
  );

  useEffect(() => {
    const other = new BroadcastChannel(`baoshen.report.${report.id}`);
    channel.current = other;
    other.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      const now = work.current;
      if (!now) return;
      const unsaved = !sameDraft(now.draft, now.saved);
      if (data === 'who is writing') return unsaved ? other.postMessage('I am') : undefined;
      if (data === 'I am') {
        // The local copy belongs to a tab that is still open: it will save it.
        clearTimeout(timer.current);
        return update({ draft: now.saved, state: { kind: 'clean' } });
      }
      if (data > now.version && !unsaved) void getReport(report.id).then(adopt, () => undefined);
    };
    if (work.current?.state.kind === 'pending') {
      other.postMessage('who is writing');
      timer.current = setTimeout(() => void save(), askMs);
    }
    const retry = () => {
      const kind = work.current?.state.kind;
      if (kind === 'offline' || kind === 'expired') void save();
    };
    const interval = setInterval(() => work.current?.state.kind === 'offline' && retry(), retryMs);
    window.addEventListener('online', retry);
    return () => {
      other.close();
      clearInterval(interval);
      clearTimeout(timer.current);
      window.removeEventListener('online', retry);
    };
  }, [report.id, save, adopt]);

  const unsaved = !sameDraft(current.draft, current.saved);
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const hidden = () => document.visibilityState === 'hidden' && void save();
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [unsaved, save]);

  return {
    draft: current.draft,
    version: current.version,
    state: current.state,
    unsaved,
    change,
    save,
    settle,
    adopt,
    hold,
    rebaseOn,
    catchUp,
    latestVersion,
  };
}

export type DraftControl = ReturnType<typeof useDraft>;
