import { addWorkingDays, dateIn } from '../../deadlines';
import { problem } from '../../problems';
import { flagFor, isComplete, type Person, postsAt, seatsAt, staffingOf } from '../../review';
import { optionalNote, requireNote } from '../../review/rules/rule';
import { type ItemEventDraft, itemEvent } from '../decision';
import { type ItemFacts, todayOf } from '../facts';
import type { ItemDecision, ItemSnapshot, ItemStep, ItemUndo } from '../item';
import { laterDay, owedMonth } from '../months';
import { enterItemStep, reviewed, withStep } from '../seating';
import type { ItemEventType } from '../transitions';
import { itemLimits, type VerificationMethod } from '../words';
import { changed, fieldProblem, type ItemRule, itemConflict, requireDay, requireItemState } from './rule';
import { type ItemTurn, requireItemTurn, requireItemVersion, requireVerifier } from './turn';
import { requireMeasures } from './working';

/** @throws method_required */
export function requireMethod(method: VerificationMethod | undefined): VerificationMethod {
  if (method === undefined) throw fieldProblem('method_required', '/method', '请选择核查方式。');
  return method;
}

/** 同意销号, one step: after the last the item is closed, or sustained where it is long-term. */
export const verify: ItemRule<'verify', ItemTurn> = {
  may: (item, facts, now) => requireItemTurn(item, 'verify', facts, now),

  act(item, command, facts, now) {
    const turn = this.may(item, facts, now);
    requireItemVersion(item, command.version);
    const method = requireMethod(command.method);
    const note = requireNote(command.note, '/note');
    const { actor, step, capacity } = turn;
    const given: ItemDecision = {
      id: `${item.round}.${item.decisions.length + 1}`,
      stepIndex: step.index,
      userId: actor.userId,
      name: actor.name,
      onBehalfOf: capacity.onBehalfOf?.id ?? null,
      method,
      note,
      at: now.toISOString(),
    };
    const decided = changed(item, { decisions: [...item.decisions, given], undo: undoOf(item, given) });
    const record = {
      actor: { id: actor.userId, name: actor.name },
      onBehalfOf: capacity.onBehalfOf,
      step: step.index,
      note,
      data: { method },
    };
    const nextCheckOn = command.nextCheckOn;
    if (step.mode === 'all' && !isComplete(seatsAt(reviewed(decided, facts), step, facts))) {
      const flag = flagFor(staffingOf(reviewed(decided, facts), step, facts));
      const waiting = withStep(decided, step.index, { flag });
      const seat = { ...record, data: { method, seat: true } };
      return {
        ok: true,
        item: waiting,
        events: [itemEvent(item.state, waiting, 'rectification.verified', seat)],
      };
    }
    return completed(decided, step, { type: 'rectification.verified', record, nextCheckOn }, facts, now);
  },
};

interface Completion {
  type: ItemEventType;
  record: {
    actor?: Person | null;
    onBehalfOf?: Person | null;
    step: number;
    note?: string | null;
    data?: Record<string, unknown>;
  };
  nextCheckOn?: string;
}

/** Ends a step as agreed: the next one is entered, or the item is closed after the last. */
function completed(
  decided: ItemSnapshot,
  step: ItemStep,
  { type, record, nextCheckOn }: Completion,
  facts: ItemFacts,
  now: Date,
) {
  const ended = withStep(decided, step.index, {
    status: 'approved',
    flag: null,
    endedAt: now.toISOString(),
  });
  if (step.index !== ended.steps[ended.steps.length - 1]?.index) {
    const next = { ...ended, stepIndex: step.index + 1 };
    const entry = enterItemStep(next, step.index + 1, facts, now);
    const event = itemEvent('in_verification', next, type, record);
    return { ok: true as const, item: entry.item, events: [event, ...entry.events] };
  }
  const today = todayOf(facts, now);
  const sustained = decided.term === 'long_term';
  // The last agreement by itself says nothing of the next check where nobody was there to say it.
  const check = sustained ? (nextCheckOn ?? (type === 'rectification.recounted' ? today : undefined)) : null;
  if (check === undefined)
    throw fieldProblem('due_required', '/nextCheckOn', '长期坚持的事项须写明下次回头看的日期。', {
      what: '下次回头看的日期',
    });
  if (check !== null) requireDay(check, '/nextCheckOn', today);
  // What counts is when the unit asked to close it, and not how long the verification took.
  const asked = decided.submitted ? dateIn(new Date(decided.submitted.at), facts.timeZone) : today;
  const closedItem: ItemSnapshot = {
    ...ended,
    state: sustained ? 'sustained' : 'closed',
    stepIndex: null,
    closing: { event: decided.sequence + 1, on: today, onTime: asked <= decided.dueOn },
    nextCheckOn: check,
  };
  const data = {
    ...record.data,
    closedOn: today,
    days: daysOpen(decided, today),
    hours: hoursInVerification(decided, now),
    nextCheckOn: check,
  };
  const event = itemEvent('in_verification', closedItem, type, { ...record, data });
  return { ok: true as const, item: closedItem, events: [event] };
}

function daysOpen(item: ItemSnapshot, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(item.openSince ?? item.enteredOn)) / 86_400_000);
}

function hoursInVerification(item: ItemSnapshot, now: Date): number {
  const since = item.submitted ? Date.parse(item.submitted.at) : now.getTime();
  return Math.max(0, Math.round((now.getTime() - since) / 3_600_000));
}

/** What a recall gives back. */
function undoOf(item: ItemSnapshot, by: { userId: string; onBehalfOf: string | null }): ItemUndo {
  const { state, dueOn, stepIndex, steps, decisions, measures, closing, nextCheckOn, openSince, covered } =
    item;
  return {
    by: by.userId,
    onBehalfOf: by.onBehalfOf,
    before: {
      state,
      dueOn,
      stepIndex,
      steps,
      decisions,
      measures,
      closing,
      nextCheckOn,
      openSince,
      covered,
    },
  };
}

/** 退回: with a note and a new due date; reopens the measures it names, or all. */
export const reject: ItemRule<'reject', ItemTurn> = {
  may: (item, facts, now) => requireItemTurn(item, 'reject', facts, now),

  act(item, command, facts, now) {
    const { actor, step, capacity } = this.may(item, facts, now);
    requireItemVersion(item, command.version);
    const note = requireNote(command.note, '/note');
    const today = todayOf(facts, now);
    const allowance = addWorkingDays(now, itemLimits.rejectionWorkingDays, facts.timeZone, facts.calendar);
    const dueOn = requireDay(command.dueOn ?? dateIn(allowance, facts.timeZone), '/dueAt', today);
    const named = command.measures;
    if (named) requireMeasures(item, named, '/measures');
    const after = withStep(
      changed(item, {
        state: 'open',
        stepIndex: null,
        // A date that leaves more time than the rejection gives is not taken away.
        dueOn: command.dueOn ?? laterDay(item.dueOn, dueOn),
        covered: owedMonth(today, item.monthlyDay),
        measures: item.measures.map((measure) =>
          measure.state === 'done' && (named === undefined || named.includes(measure.id))
            ? { ...measure, state: 'open', doneOn: null }
            : measure,
        ),
        rejected: { by: actor.name, note, at: now.toISOString(), measures: named ?? null },
        undo: undoOf(item, { userId: actor.userId, onBehalfOf: capacity.onBehalfOf?.id ?? null }),
      }),
      step.index,
      { status: 'rejected', flag: null, endedAt: now.toISOString() },
    );
    const event = itemEvent(item.state, after, 'rectification.rejected', {
      actor: { id: actor.userId, name: actor.name },
      onBehalfOf: capacity.onBehalfOf,
      step: step.index,
      note,
      data: { until: after.dueOn, measures: named ?? null },
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** 取回: one's own last decision, until anyone else acts. */
export const recall: ItemRule<'recall', ItemUndo> = {
  may(item, facts, now) {
    const actor = requireVerifier(item, facts, now);
    const { undo } = item;
    if (!undo || (undo.by !== actor.userId && undo.onBehalfOf !== actor.userId))
      throw itemConflict(item, 'nothing_to_recall');
    requireItemState(item, 'recall');
    // Nobody is left there who could mend what would be verified anew.
    if (facts.endedUnit) throw problem('unit_dissolved', { unit: facts.endedUnit.name });
    const step = undo.before.steps.find(({ index }) => index === undo.before.stepIndex);
    const holds = step
      ? postsAt(facts, step).some(({ holder, delegates }) =>
          [holder, ...delegates].some(({ id }) => id === actor.userId),
        )
      : false;
    if (!holds) throw itemConflict(item, 'not_your_step');
    return undo;
  },

  act(item, command, facts, now) {
    const undo = this.may(item, facts, now);
    const actor = requireVerifier(item, facts, now);
    const note = optionalNote(command.note, '/note');
    const restored = changed(item, { ...undo.before, rejected: null });
    const step = restored.steps.find(({ index }) => index === restored.stepIndex);
    const after = step
      ? withStep(restored, step.index, {
          flag: flagFor(staffingOf(reviewed(restored, facts), step, facts)),
        })
      : restored;
    const holder = undo.onBehalfOf === actor.userId ? null : undo.onBehalfOf;
    const event = itemEvent(item.state, after, 'rectification.recalled', {
      actor: { id: actor.userId, name: actor.name },
      onBehalfOf: facts.posts.find((post) => post.holder.id === holder)?.holder ?? null,
      step: after.stepIndex,
      note,
    });
    return { ok: true, item: after, events: [event] };
  },
};

/** Counts the seats of the running step anew; several may have gone by since. */
export const recountItem: ItemRule<'recount', ItemStep> = {
  may(item, facts) {
    if (facts.actor !== 'system') throw problem('forbidden');
    requireItemState(item, 'recount');
    const step = item.steps.find(({ index }) => index === item.stepIndex);
    if (!step) throw itemConflict(item, 'not_your_step');
    return step;
  },

  act(item, _, facts, now) {
    const step = this.may(item, facts, now);
    const view = reviewed(item, facts);
    const unchanged = { ...item };
    if (step.mode === 'all' && isComplete(seatsAt(view, step, facts)))
      return completed(
        changed(item, {}),
        step,
        { type: 'rectification.recounted', record: { step: step.index } },
        facts,
        now,
      );
    const staffing = staffingOf(view, step, facts);
    const last = item.steps[item.steps.length - 1]?.index;
    if (staffing === 'all_recused' && step.index !== last) {
      const entry = enterItemStep(changed(item, {}), step.index, facts, now);
      return { ok: true, item: entry.item, events: entry.events };
    }
    const flag = flagFor(staffing);
    if (flag === step.flag) return { ok: true, item: unchanged, events: [] };
    const after = withStep(changed(item, { undo: item.undo, version: item.version }), step.index, { flag });
    const events: ItemEventDraft[] = [
      itemEvent(item.state, after, 'rectification.recounted', { step: step.index, data: { flag } }),
    ];
    return { ok: true, item: after, events };
  },
};
