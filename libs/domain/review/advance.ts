import { addWorkingDays } from '../deadlines';
import type { EventDraft, NewStep, ReportChange, StepChange } from './decision';
import type { Facts } from './facts';
import { eventOf } from './rules/rule';
import { flagFor, recusedAt, type SeatedStep, staffingOf } from './seats';
import type { ReportSnapshot, RouteStop } from './snapshot';

/** Where the report stops after it moved on, and the steps it passed on the way. */
export interface Entry {
  index: number;
  steps: StepChange[];
  /** One event of the system for each step passed by recusal. */
  events: EventDraft[];
}

/**
 * Enters the step at `from`, passing those whose only eligible people are recused (design 1.3). The last
 * step never passes by itself. `report` is the snapshot as it will stand, revision, decisions and authors
 * included; `steps` are the steps of its round in order.
 */
export function enterStep(
  report: ReportSnapshot,
  steps: ReadonlyArray<SeatedStep & Pick<RouteStop, 'workingDays'>>,
  from: number,
  facts: Facts,
  now: Date,
): Entry {
  const passed: StepChange[] = [];
  const events: EventDraft[] = [];
  const last = steps[steps.length - 1]?.index ?? from;
  let index = from;
  for (; index < last; index += 1) {
    const step = steps.find((candidate) => candidate.index === index);
    if (!step || staffingOf(report, step, facts, recusedAt(report, index)) !== 'all_recused') break;
    passed.push({ index, status: 'recused', flag: null, reservedFor: null, endedAt: now });
    const change: ReportChange = { state: 'in_review', stepIndex: index + 1 };
    events.push(
      eventOf({ ...report, state: 'in_review', stepIndex: index }, 'report.recused', change, { step: index }),
    );
  }
  const entered = steps.find((candidate) => candidate.index === index);
  if (!entered) throw new RangeError(`There is no step ${index}.`);
  const flag = flagFor(staffingOf(report, entered, facts, recusedAt(report, index)));
  passed.push({
    index,
    status: 'waiting',
    flag,
    reservedFor: null,
    enteredAt: now,
    dueAt: addWorkingDays(now, entered.workingDays, facts.cycle.timeZone, facts.cycle.calendar),
    endedAt: null,
    lastUrgedAt: null,
  });
  return { index, steps: passed, events };
}

/** Steps of a new round with the changes of entering it applied. */
export function withEntry(steps: NewStep[], entry: Entry): NewStep[] {
  return steps.map((step) => {
    const change = entry.steps.find((candidate) => candidate.index === step.index);
    if (!change) return step;
    return {
      ...step,
      status: change.status ?? step.status,
      flag: change.flag ?? null,
      enteredAt: change.enteredAt ?? null,
      dueAt: change.dueAt ?? null,
      endedAt: change.endedAt ?? null,
    };
  });
}
