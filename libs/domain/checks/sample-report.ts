import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { TemplateDefinition } from '../cycle/template-definition';
import type { LedgerFacts } from '../ledger/listed-item';
import type { ReportContent } from '../review/content';
import type { RuleExample } from './draft-rule';

/** A sound report in which no rule finds anything: the ground on which the rules' examples stand. */
export const soundReport: ReportContent = {
  sections: [
    {
      key: 'work',
      body: '本年度，党支部坚持把党的建设同教育教学一起谋划、一起推进。全年召开党员大会4次，召开支部会议12次，书记党课5次，开展主题党日12次，党员的身份意识和服务意识明显增强。',
    },
    {
      key: 'issues',
      body: '一是理论学习还不够深入，部分党员满足于完成规定篇目，联系岗位实际思考不多。二是品牌提炼不够，活动不少而特色不明，家长和社区的知晓度还有待提高。',
    },
    {
      key: 'causes',
      body: '一是学习安排以统一要求为主，照顾不同岗位的需要不够，党员参与讨论的积极性没有充分调动起来。二是对品牌内涵研究不够，宣传的办法比较单一。',
    },
    {
      key: 'plan',
      body: '一是改进学习方式，每月确定一个专题，由党员轮流领学，并形成可用于课堂的案例。二是提炼支部品牌，请师生和家长共同参与，年底前形成展示方案。',
    },
  ],
  indicators: { theme_days: 12, lectures: 5, branch_meetings: 12, member_meetings: 4 },
  problems: [
    {
      id: '0197a5c2-0000-7000-8000-000000000001',
      problem: '理论学习联系岗位实际不够',
      cause: '学习安排缺少分层设计',
      measure: '按教学、后勤两个小组制定学习清单，每月交流一次',
      person: '周敏',
      dueOn: '2026-03-31',
    },
  ],
  unplaced: '',
};

/** The report and template that an example of a rule stands for. */
export function exampleReport(example: RuleExample): {
  content: ReportContent;
  template: TemplateDefinition;
  lastYear: ReportContent | null;
  ledger: LedgerFacts | null;
} {
  const bodies: Record<string, string | undefined> = { work: example.text, plan: example.plan };
  const sections = soundReport.sections.map(({ key, body }) => ({ key, body: bodies[key] ?? body }));
  return {
    content: { ...soundReport, sections, ...example.content },
    template: { ...branchAnnualTemplate, ...example.template },
    ledger: example.ledger ?? null,
    lastYear: example.lastYear ? { ...soundReport, ...example.lastYear } : null,
  };
}
