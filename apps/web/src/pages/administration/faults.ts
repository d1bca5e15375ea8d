import { isProblem } from '../../api/problem';

/** What the server found wrong, by JSON pointer: `/tiers/0/dueAt`. */
export type Faults = ReadonlyMap<string, string>;

export const noFaults: Faults = new Map();

/** The first fault of each place that a refusal names; empty where it names none. */
export function faultsOf(error: unknown): Faults {
  const faults = new Map<string, string>();
  if (!isProblem(error)) return faults;
  for (const { pointer, detail } of error.document.errors ?? [])
    if (!faults.has(pointer)) faults.set(pointer, detail);
  return faults;
}

/** The faults below a place, by what is left of their pointers; the place's own by an empty text. */
export function faultsBelow(faults: Faults, place: string): Faults {
  return new Map(
    [...faults]
      .filter(([pointer]) => pointer === place || pointer.startsWith(`${place}/`))
      .map(([pointer, detail]) => [pointer.slice(place.length), detail]),
  );
}

/** The first fault at a place or below it. */
export const faultAt = (faults: Faults, place: string): string | undefined =>
  [...faultsBelow(faults, place).values()][0];
