import { type Day, dateIn, type WorkingCalendar } from '../deadlines';
import type { PersonActor, Post, RouteStop } from '../review';
import type { ItemSnapshot } from './item';

/** What the rules need to know besides the item itself; loaded in the same statement. */
export interface ItemFacts {
  /** `system` adopts, recounts and follows reports; everybody else acts in an appointment. */
  actor: PersonActor | 'system';
  timeZone: string;
  calendar: WorkingCalendar;
  /** Present appointments to reviewer and leader at the item's unit, above it and at the steps of its verification. */
  posts: readonly Post[];
  /** The route on the living tree: what a verification submitted now would go through. */
  route: readonly RouteStop[];
  /** Files that hang on it. */
  files: number;
  /** The item's unit where it was dissolved or merged, with the living one that follows it; null while it exists. */
  endedUnit: { name: string; successor: ItemSnapshot['org'] | null } | null;
  /** For reassigning: the unit that is to take it, where it exists and may. */
  target?: ItemSnapshot['org'];
}

export function todayOf(facts: Pick<ItemFacts, 'timeZone'>, now: Date): Day {
  return dateIn(now, facts.timeZone);
}
