import { adoptIds, type Draft, isBlank } from './draft';
import {
  type AsSent,
  type Effect,
  isDirty,
  isSameText,
  isUnsaved,
  type Known,
  mostLost,
  type Saving,
  type SavingEvent,
  type Trouble,
} from './saving-state';
import { contested, rebase } from './two-texts';

export const quietMs = 1_200;
const firstRetryMs = 2_000;
const longestRetryMs = 60_000;

/** Doubles up to a minute: a server that comes back is not met by everybody each second. */
export const retryAfter = (failures: number): number =>
  Math.min(longestRetryMs, firstRetryMs * 2 ** Math.max(0, failures - 1));

type Step = [Saving, Effect[]];

/** A text newer than the one typed upon: put together by itself where the parts differ, else a choice. */
function meet(now: Saving, known: Known, at: number | null, asSent: AsSent): Step {
  const free: Saving = { ...now, sent: null, trouble: null, failures: 0 };
  // An own save whose answer never came, or the same words from another tab.
  const own = [now.sent, ...now.lost, now.draft].find(
    (text) => text && isSameText(text, known.draft, asSent),
  );
  if (own) {
    const next: Saving = {
      ...free,
      draft: adoptIds(now.draft, own, known.draft),
      base: adoptIds(savedText(own, now.base, asSent), own, known.draft),
      version: known.version,
      lost: [],
      savedAt: at ?? now.savedAt,
    };
    return [next, isDirty(next, asSent) ? [{ kind: 'wait', ms: 0 }] : []];
  }
  if (contested(now.base, now.draft, known.draft).length > 0) return [{ ...free, theirs: known }, []];
  const draft = rebase(now.base, now.draft, known.draft);
  const next: Saving = { ...free, draft, base: known.draft, version: known.version, lost: [] };
  return [next, isDirty(next, asSent) ? [{ kind: 'wait', ms: 0 }] : []];
}

function due(now: Saving, asked: boolean, asSent: AsSent): Step {
  if (now.sent || now.theirs || now.held || now.composing || !isDirty(now, asSent)) return [now, []];
  if (!asked && now.trouble && now.trouble.kind !== 'unreachable') return [now, []];
  const { draft, base, version } = now;
  return [{ ...now, sent: draft }, [{ kind: 'send', draft, base, version }]];
}

/**
 * What the server has after a save: of what could not be sent (约30, half a day) it has what stood there before, so
 * that the text typed for it counts as this browser's alone and is kept.
 */
function savedText(sent: Draft, before: Draft, asSent: AsSent): Draft {
  const [now, then] = [asSent(sent, before), asSent(before, before)];
  const unchanged = (key: string) => now.indicators[key] === then.indicators[key];
  const indicators: [string, string][] = Object.entries({ ...before.indicators, ...sent.indicators }).map(
    ([key, text]) => [key, unchanged(key) ? (before.indicators[key] ?? '') : text],
  );
  const rows = new Map(before.problems.map((row) => [row.key, row]));
  const days = new Map(
    sent.problems.filter((row) => !isBlank(row)).map((row, at) => [row.key, now.problems[at]?.dueOn]),
  );
  const problems = sent.problems.map((row) => {
    const old = rows.get(row.key);
    const day = days.get(row.key);
    return row.dueOn && row.dueOn !== day && day === old?.dueOn ? { ...row, dueOn: old?.dueOn } : row;
  });
  return { ...sent, indicators: Object.fromEntries(indicators), problems };
}

function answered(now: Saving, event: Extract<SavingEvent, { kind: 'answered' }>, asSent: AsSent): Step {
  if (!now.sent) return [now, []];
  const next: Saving = {
    ...now,
    draft: adoptIds(now.draft, now.sent, event.content),
    base: adoptIds(savedText(now.sent, now.base, asSent), now.sent, event.content),
    version: event.version,
    sent: null,
    lost: [],
    trouble: null,
    failures: 0,
    savedAt: event.at,
  };
  const effects: Effect[] = [{ kind: 'tell', version: event.version }];
  if (isDirty(next, asSent)) effects.push({ kind: 'wait', ms: quietMs });
  return [next, effects];
}

function failed(now: Saving, trouble: Trouble): Step {
  const unsure = trouble.kind === 'unreachable' && now.sent ? [now.sent] : [];
  const next: Saving = {
    ...now,
    sent: null,
    lost: [...unsure, ...now.lost].slice(0, mostLost),
    trouble,
    failures: trouble.kind === 'unreachable' ? now.failures + 1 : now.failures,
  };
  return [next, trouble.kind === 'unreachable' ? [{ kind: 'wait', ms: retryAfter(next.failures) }] : []];
}

function typed(now: Saving, draft: Draft): Step {
  const next = { ...now, draft, trouble: now.trouble?.kind === 'refused' ? null : now.trouble };
  // Where something stands in the way, typing on does not try more often.
  return [next, next.theirs || next.trouble ? [] : [{ kind: 'wait', ms: quietMs }]];
}

function elsewhere(now: Saving, known: Known, asSent: AsSent): Step {
  if (known.version <= (now.theirs ?? now).version) return [now, []];
  if (now.theirs) return [{ ...now, theirs: known }, []];
  // What waits here meets it when it is sent.
  if (now.sent || isUnsaved(now, asSent)) return [now, []];
  return [{ ...now, draft: known.draft, base: known.draft, version: known.version }, []];
}

function compiled(now: Saving, known: Known): Step {
  if (now.composing) return [{ ...now, compiled: known }, []];
  const draft = rebase(now.base, now.draft, known.draft);
  const next = { ...now, draft, base: known.draft, version: known.version, compiled: null };
  return [next, [{ kind: 'wait', ms: 0 }]];
}

function composing(now: Saving, on: boolean): Step {
  const next = { ...now, composing: on };
  if (on) return [next, []];
  const [after, effects] = next.compiled ? compiled(next, next.compiled) : [next, []];
  return [
    after,
    effects.length > 0 || after.trouble || after.theirs ? effects : [{ kind: 'wait', ms: quietMs }],
  ];
}

function chosen(now: Saving, draft: Draft, seen: number): Step {
  if (now.theirs?.version !== seen) return [now, []];
  const { theirs } = now;
  const next: Saving = {
    ...now,
    draft,
    base: theirs.draft,
    version: theirs.version,
    theirs: null,
    lost: [],
    trouble: null,
  };
  return [next, [{ kind: 'wait', ms: 0 }]];
}

/** The next text that a closed tab left, once what is on the page is safe. */
function takeCopy(now: Saving, asSent: AsSent): Step {
  const [copy, ...copies] = now.copies;
  if (!copy || now.sent || now.theirs || now.trouble || now.held || now.composing || isUnsaved(now, asSent))
    return [now, []];
  const rest = { ...now, copies };
  const taken: Effect = { kind: 'taken', copy };
  if (isSameText(copy.draft, now.draft, asSent)) return [rest, [taken]];
  const restored: Saving = {
    ...rest,
    draft: copy.draft,
    base: copy.base,
    version: copy.version,
    lost: copy.lost,
  };
  if (copy.version === now.version) return [restored, [{ kind: 'wait', ms: 0 }, taken]];
  const [met, effects] = meet(restored, { draft: now.draft, version: now.version }, null, asSent);
  return [met, [...effects, taken]];
}

function react(now: Saving, event: SavingEvent, asSent: AsSent): Step {
  switch (event.kind) {
    case 'typed':
      return typed(now, event.draft);
    case 'composing':
      return composing(now, event.on);
    case 'held':
      return [{ ...now, held: event.on }, event.on ? [] : [{ kind: 'wait', ms: 0 }]];
    case 'due':
      return due(now, event.asked ?? false, asSent);
    case 'answered':
      return answered(now, event, asSent);
    case 'failed':
      return failed(now, event.trouble);
    case 'stale':
      return [now, [{ kind: 'fetch' }]];
    case 'newest':
      return meet(now, event.known, event.at, asSent);
    case 'elsewhere':
      return elsewhere(now, event.known, asSent);
    case 'compiled':
      return compiled(now, event.known);
    case 'chosen':
      return chosen(now, event.draft, event.seen);
  }
}

/** What follows from an event: the next state, and what is to be done outside of it, in this order. */
export function step(before: Saving, event: SavingEvent, asSent: AsSent): Step {
  const [reacted, first] = react(before, event, asSent);
  const [next, second] = takeCopy(reacted, asSent);
  const taken = second.filter(({ kind }) => kind === 'taken');
  const effects = [...first, ...second.filter(({ kind }) => kind !== 'taken')];
  const changed = next.draft !== before.draft || next.base !== before.base || next.lost !== before.lost;
  if (isUnsaved(next, asSent) && changed) effects.push({ kind: 'keep' });
  if (!isUnsaved(next, asSent) && changed) effects.push({ kind: 'forget' });
  // A copy goes only after its text was kept as this page's own.
  return [next, [...effects, ...taken]];
}
