/** States of an item of the rectification ledger (design 8.1). */
export const itemStates = ['assigned', 'open', 'in_verification', 'closed', 'sustained', 'void'] as const;
export type ItemState = (typeof itemStates)[number];

export const itemStateNames: Record<ItemState, string> = {
  assigned: '待认领',
  open: '整改中',
  in_verification: '待验收',
  closed: '已销号',
  sustained: '长期坚持',
  void: '已作废',
};

/** Where an item comes from. */
export const itemSources = [
  'report',
  'inspection',
  'supervision',
  'audit',
  'appraisal',
  'org_life',
  'self',
] as const;
export type ItemSource = (typeof itemSources)[number];

export const itemSourceNames: Record<ItemSource, string> = {
  report: '述职报告',
  inspection: '巡察反馈',
  supervision: '督查',
  audit: '审计',
  appraisal: '述职评议',
  org_life: '组织生活会',
  self: '自查',
};

/** What a unit may enter about itself. */
export const ownSources: readonly ItemSource[] = ['self', 'org_life'];

/** How long it takes to put right. */
export const itemTerms = ['immediate', 'limited', 'long_term'] as const;
export type ItemTerm = (typeof itemTerms)[number];

export const itemTermNames: Record<ItemTerm, string> = {
  immediate: '立行立改',
  limited: '限期整改',
  long_term: '长期坚持',
};

/** How somebody convinced themself that it is done. */
export const verificationMethods = ['documents', 'on_site', 'interview', 'spot_check'] as const;
export type VerificationMethod = (typeof verificationMethods)[number];

export const verificationMethodNames: Record<VerificationMethod, string> = {
  documents: '查阅资料',
  on_site: '现场查看',
  interview: '座谈',
  spot_check: '抽查',
};

/** What stands beside a state, never instead of it. */
export const itemFlags = [
  'overdue',
  'late_claim',
  'stalled',
  'extended',
  'relapsed',
  'no_verifier',
  'source_changed',
] as const;
export type ItemFlag = (typeof itemFlags)[number];

export const itemFlagNames: Record<ItemFlag, string> = {
  overdue: '逾期',
  late_claim: '认领逾期',
  stalled: '本月未记进展',
  extended: '已延期',
  relapsed: '反弹',
  no_verifier: '验收人空缺',
  source_changed: '报告有变',
};

/** Why an item is taken out of the ledger. */
export const voidKinds = ['duplicate', 'no_problem', 'not_ours'] as const;
export type VoidKind = (typeof voidKinds)[number];

/** `committee` narrows who sees an item to secretaries, leaders and administrators. */
export const itemVisibilities = ['unit', 'committee'] as const;
export type ItemVisibility = (typeof itemVisibilities)[number];

export const itemLimits = {
  problem: 2000,
  cause: 2000,
  result: 2000,
  note: 2000,
  name: 100,
  paragraph: 200,
  measures: 20,
  /** Those that were withdrawn included. */
  everyMeasure: 60,
  measure: 500,
  withdrawal: 500,
  /** 立行立改 is put right within this many days. */
  immediateDays: 30,
  /** Working days that a rejection allows unless it says otherwise. */
  rejectionWorkingDays: 10,
} as const;

/** The day of the month by which a month's progress is noted, where the batch names none. */
export const standardMonthlyDay = 25;
