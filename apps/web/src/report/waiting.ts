import type { TFunction } from 'i18next';
import type { ReportRow } from '../api/contract';
import { daysBetween } from '../time/calendar';

/** Past the due date (author's side) or past the step's allowance (reviewer's side). */
export function isOver(report: ReportRow, now: number): boolean {
  const due = effectiveDue(report);
  return due !== null && Date.parse(due) < now;
}

/** The date that counts now: the step's in review, the answer's after a return, else the report's own. */
export function effectiveDue(report: ReportRow): string | null {
  switch (report.state) {
    case 'in_review':
      return report.step?.dueAt ?? null;
    case 'returned':
      return report.returned?.dueAt ?? report.dueAt;
    case 'not_started':
    case 'drafting':
      return grantedUntil(report) ?? report.dueAt;
    default:
      return null;
  }
}

export const grantedUntil = (report: ReportRow): string | null =>
  report.extension?.state === 'granted' ? report.extension.until : null;

interface Held {
  step?: { flag?: string | null } | null;
  waitingOn?: { who: { id: string; name: string }[] } | null;
}

/** Names who hold a report or an item up, as 您 where it is oneself: 周敏、李树人. */
export function holders(t: TFunction, report: Held, myId: string): string {
  if (report.step?.flag === 'no_reviewer') return t('common:waiting.vacant');
  const who = report.waitingOn?.who ?? [];
  if (who.some((person) => person.id === myId)) return t('common:waiting.you');
  if (who.length === 0) return t('common:waiting.unknown');
  const names = who.slice(0, 2).map((person) => person.name);
  const joined = names.join(t('common:listComma'));
  return who.length > 2 ? t('common:waiting.andOthers', { names: joined, count: who.length }) : joined;
}

/** 卡在您，已3天，限2个工作日: one line of who holds it, since when, and how long it may take. */
export function waitingLine(t: TFunction, report: ReportRow, myId: string, now: number): string {
  const parts = [t('common:waiting.with', { who: holders(t, report, myId) })];
  if (report.state === 'not_started') parts.push(t('common:waiting.notBegun'));
  else if (report.waitingOn) {
    const days = daysBetween(report.waitingOn.since, now);
    parts.push(days <= 0 ? t('common:waiting.sinceToday') : t('common:waiting.sinceDays', { count: days }));
  }
  if (report.state === 'in_review') {
    const allowed =
      report.step?.workingDays ?? report.route.find((step) => step.index === report.step?.index)?.workingDays;
    if (allowed) parts.push(t('common:waiting.allowed', { count: allowed }));
  }
  return parts.join(t('common:clauseComma'));
}
