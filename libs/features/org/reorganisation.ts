import type { OrgChangeKind } from './org-change';
import type { OrgUnit } from './org-unit';

export interface ReorganisationOptions {
  /** `YYYY-MM-DD`, today unless said; never in the future. */
  effectiveOn?: string;
  reason?: string;
  /** Says what would happen and does nothing. */
  dryRun?: boolean;
}

export interface ChangeLine {
  unit: { id: string; code: string; name: string };
  kind: OrgChangeKind;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** What a reorganisation did, or would do. */
export interface Reorganisation {
  dryRun: boolean;
  effectiveOn: string;
  /** The unit after the change; with `dryRun` as it still is. */
  unit: OrgUnit;
  changes: ChangeLine[];
  affected: {
    /** Units whose place in the tree changes, the unit itself included. */
    units: number;
    /** Reports in review of these units or waiting for the unit, which keep their route until rerouted (case 28). */
    reportsInReview: number;
  };
}
