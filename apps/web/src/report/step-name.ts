import type { TFunction } from 'i18next';
import type { OrgKind, ReportRow, Role } from '../api/contract';

interface Stop {
  org: { kind: OrgKind };
  role: Role;
}

/** 党总支审核, 局审核, 审定: the short name of a review step by who holds it. */
export function stepName(t: TFunction, step: Stop): string {
  return step.role === 'leader' ? t('common:step.leader') : t(`common:step.${step.org.kind}`);
}

/** 审核中，2/3 局审核; 已审定 好. */
export function stateText(t: TFunction, report: Pick<ReportRow, 'state' | 'step' | 'grade'>): string {
  const word = t(`common:state.${report.state}`);
  if (report.state === 'in_review' && report.step) {
    return t('common:state.atStep', {
      word,
      index: report.step.index,
      of: report.step.of,
      step: stepName(t, report.step),
    });
  }
  return report.grade && (report.state === 'approved' || report.state === 'published')
    ? `${word} ${report.grade}`
    : word;
}
