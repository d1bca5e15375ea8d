import type { OrgUnit, Reorganisation } from '@features/org';
import type { OrgUnitAnswer } from './org.dto';
import type { ReorganisationAnswer } from './reorganisation.dto';

/** A unit without its path: labels are an internal matter. */
export function orgUnitAnswer({ path: _, ...unit }: OrgUnit): OrgUnitAnswer {
  return unit;
}

export function reorganisationAnswer(done: Reorganisation): ReorganisationAnswer {
  return { ...done, unit: orgUnitAnswer(done.unit) };
}
