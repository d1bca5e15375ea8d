/** States of a report (design 1.4). */
export const reportStates = [
  'not_started',
  'drafting',
  'in_review',
  'returned',
  'approved',
  'published',
  'waived',
] as const;
export type ReportState = (typeof reportStates)[number];

export const reportStateNames: Record<ReportState, string> = {
  not_started: '未填报',
  drafting: '填报中',
  in_review: '审核中',
  returned: '已退回',
  approved: '已审定',
  published: '已公开',
  waived: '免报',
};
