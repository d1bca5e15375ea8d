import { endOfDay, isDay } from './zoned-day';

export type CycleState = 'draft' | 'open' | 'closed';

/**
 * The state that rules go by: a cycle with a closing date is closed from the instant after it, whenever the
 * worker comes by to write that down. The closing instant itself is still in time, as a due instant is.
 */
export function cycleStateAt(state: CycleState, closesAt: Date | null, now: Date): CycleState {
  return state === 'open' && closesAt !== null && now.getTime() > closesAt.getTime() ? 'closed' : state;
}

/** The closing instant that a text stands for: an instant is itself, a day its end in the zone. */
export function closingInstant(text: string, timeZone: string): Date {
  return isDay(text) ? endOfDay(text, timeZone) : new Date(text);
}

/** Whether a cycle may close then: after every tier is due, or first submissions in time would be refused. */
export function mayClose(closesAt: Date, dueDates: readonly Date[]): boolean {
  return dueDates.every((dueAt) => closesAt.getTime() > dueAt.getTime());
}
