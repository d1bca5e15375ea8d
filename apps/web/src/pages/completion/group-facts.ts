import type { ReportRow } from '../../api/contract';
import { lateFact } from './track';
import type { Group } from './use-completion';

/** What a group's line says beside its name. */
export interface GroupFacts {
  approved: number;
  published: number;
  waived: number;
  overdue: number;
  overtime: number;
  vacant: number;
  /** How long the longest vacant step waits. */
  vacantDays: number;
}

/** From the group's reports, or from the counts while they are not fetched. */
export function groupFacts(group: Group, now: number): GroupFacts {
  if (!group.reports) {
    const { approved = 0, published = 0, waived = 0, overdue = 0 } = group.counts ?? {};
    return { approved, published, waived, overdue, overtime: 0, vacant: 0, vacantDays: 0 };
  }
  const inState = (state: ReportRow['state']) => group.reports?.filter((row) => row.state === state).length;
  const late = group.reports.flatMap((report) => lateFact(report, now) ?? []);
  const count = (what: string) => late.filter((fact) => fact.what === what).length;
  return {
    approved: inState('approved') ?? 0,
    published: inState('published') ?? 0,
    waived: inState('waived') ?? 0,
    overdue: count('overdue'),
    overtime: count('overtime'),
    vacant: count('vacant'),
    vacantDays: Math.max(0, ...late.map((fact) => (fact.what === 'vacant' ? fact.days : 0))),
  };
}
