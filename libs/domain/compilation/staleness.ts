import type { ReportState } from '../review/states';
import type { SourceOrg } from './compilation';

/** A child's report as it stands now, beside the revision that was compiled, if any. */
export interface SourceStanding {
  reportId: string;
  org: SourceOrg;
  state: ReportState;
  revision: number;
  compiledRevision: number | null;
}

export interface StaleSource {
  reportId: string;
  org: SourceOrg;
  /** `reopened`: no longer approved; `changed`: approved anew; `added`: approved after the compilation. */
  reason: 'reopened' | 'changed' | 'added';
  compiledRevision: number | null;
}

/** What no longer agrees with a compilation; it warns and never blocks (design 1.5). */
export function staleSources(standings: SourceStanding[]): StaleSource[] {
  return standings.flatMap(({ reportId, org, state, revision, compiledRevision }): StaleSource[] => {
    const settled = state === 'approved' || state === 'published';
    if (compiledRevision === null)
      return settled ? [{ reportId, org, reason: 'added', compiledRevision }] : [];
    if (!settled) return [{ reportId, org, reason: 'reopened', compiledRevision }];
    return revision === compiledRevision ? [] : [{ reportId, org, reason: 'changed', compiledRevision }];
  });
}
