import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import type { RouteStep } from '@domain/cycle/cycle-definition';
import type { OrgKind } from '@domain/org/roles';
import type { NewCycle } from '@features/cycle';
import type { NewTemplate } from '@features/template';

/** The three templates share one definition (design 2.5). */
export const demoTemplates: NewTemplate[] = [
  {
    code: 'branch-annual',
    name: '党支部年度抓党建工作述职报告',
    org: 'sf',
    definition: branchAnnualTemplate,
  },
  {
    code: 'general-annual',
    name: '党总支年度抓党建工作述职报告',
    org: 'sf',
    definition: branchAnnualTemplate,
  },
  {
    code: 'bureau-annual',
    name: '教育局党委年度抓党建工作报告',
    org: 'sf',
    definition: branchAnnualTemplate,
  },
];

const bureauReviewer: RouteStep = { at: 'bureau', role: 'reviewer', mode: 'any', workingDays: 5 };
const bureauLeader: RouteStep = { at: 'bureau', role: 'leader', mode: 'all', workingDays: 3, grade: true };

const routes: Record<OrgKind, RouteStep[]> = {
  branch: [
    { at: 'general_branch', role: 'reviewer', mode: 'any', workingDays: 3 },
    bureauReviewer,
    bureauLeader,
  ],
  general_branch: [bureauReviewer, bureauLeader],
  bureau: [{ at: 'self', role: 'leader', mode: 'any', workingDays: 3 }],
};

const templateOf: Record<OrgKind, string> = {
  branch: 'branch-annual',
  general_branch: 'general-annual',
  bureau: 'bureau-annual',
};

const notice = (year: number) =>
  `各党总支、党支部：${year}年度抓党建工作述职开始填报。请对照职责写事实、写数字、写不足，避免空话套话；` +
  '数据须与活动记录一致，问题与措施逐条对应并落实到人。支部报告经总支、教育局两级审核，审定后择优公开。';

export interface CycleDates {
  code: 'demo-annual' | 'demo-annual-last';
  year: number;
  /** YYYY-MM-DD per kind. */
  due: Record<OrgKind, string>;
}

/** The annual cycle with its three tiers, as an administrator would plan it. */
export function demoCycle({ code, year, due }: CycleDates): NewCycle {
  const kinds: OrgKind[] = ['branch', 'general_branch', 'bureau'];
  return {
    code,
    title: `${year}年度抓党建工作述职`,
    period: String(year),
    audience: { under: 'sf', kinds, except: [] },
    notice: notice(year),
    gradeQuota: { 好: 0.3 },
    tiers: kinds.map((kind) => ({
      kind,
      templateVersion: templateOf[kind],
      dueAt: due[kind],
      graceDays: 5,
      latePolicy: 'accept',
      allowNil: kind === 'branch',
      route: routes[kind],
    })),
  };
}
