import type { ReportRow } from '../../api/contract';
import { lateFact } from './track';

/** Somebody (or a vacant post) who holds reports up, with what and for how long. */
export interface Holdup {
  key: string;
  kind: 'overdue' | 'overtime' | 'vacant';
  who: string;
  role: string;
  orgs: string[];
  reportIds: string[];
  days: number;
}

/** Who holds what up: past due, past the allowance, or vacant; the longest first. */
export function holdups(reports: ReportRow[], now: number): Holdup[] {
  const found = new Map<string, Holdup>();
  for (const report of reports) {
    const fact = lateFact(report, now);
    if (!fact) continue;
    const who =
      fact.what === 'vacant'
        ? (report.step?.org.name ?? report.step?.org.code ?? '')
        : (fact.who[0] ?? report.org.name);
    const holder = report.waitingOn?.who[0];
    const key = `${fact.what}-${holder?.id ?? who}`;
    const entry = found.get(key) ?? {
      key,
      kind: fact.what,
      who,
      role: holder?.role ?? report.step?.role ?? 'secretary',
      orgs: [],
      reportIds: [],
      days: 0,
    };
    entry.orgs.push(report.org.name);
    entry.reportIds.push(report.id);
    entry.days = Math.max(entry.days, fact.days);
    found.set(key, entry);
  }
  return [...found.values()].sort((a, b) => b.days - a.days || b.reportIds.length - a.reportIds.length);
}
