import type { ProblemCatalogue } from './problem-definition';

/** Problems of the rectification ledger (design 8.1). */
export const ledgerProblems = {
  measures_open: {
    status: 409,
    title: '还有措施未完成',
    detail: '还有{count}条措施未完成；请先记为完成，或说明原因后撤销。',
    english: '{count} measures are neither done nor withdrawn.',
  },
  evidence_required: {
    status: 409,
    title: '须上传佐证材料',
    detail: '本批次要求上传佐证材料后才能申请销号。',
    english: 'The batch requires evidence before an item is handed in.',
  },
  claim_incomplete: {
    status: 422,
    title: '认领内容不完整',
    detail: '请补充{what}。',
    english: 'Every measure needs a text, a person and a date within the item’s.',
  },
  method_required: {
    status: 422,
    title: '须写明核查方式',
    detail: '请选择查阅资料、现场查看、座谈或抽查。',
    english: 'How it was checked is required.',
  },
  due_required: {
    status: 422,
    title: '须写明期限',
    detail: '请写明{what}。',
    english: 'A date is required.',
  },
  disputed_before: {
    status: 409,
    title: '已提出过异议',
    detail: '每个事项只能提出一次异议。',
    english: 'An item is disputed once.',
  },
  not_disputed: {
    status: 409,
    title: '没有待答复的异议',
    detail: '本事项没有待答复的异议。',
    english: 'No dispute waits for an answer.',
  },
  nothing_offered: {
    status: 409,
    title: '没有可采用的新文字',
    detail: '报告没有提供新的文字。',
    english: 'The report offers no text.',
  },
  item_changed: {
    status: 409,
    title: '事项已有变化',
    detail: '您看到的是第{expected}版，目前为第{actual}版，请刷新后再办理。',
    english: 'The decision is about version {expected}; the current one is {actual}.',
  },
} as const satisfies ProblemCatalogue;
