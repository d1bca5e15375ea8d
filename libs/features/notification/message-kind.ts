/** How a message reaches a person by e-mail unless they chose otherwise. In-app it always does. */
export type EmailMode = 'now' | 'digest' | 'off';

interface MessageKindDefinition {
  /** What the settings page and a digest call it. */
  name: string;
  email: EmailMode;
}

/** Every kind of message. A person chooses per kind; a group's robot is given a list of kinds. */
export const messageKinds = {
  'review.awaited': { name: '待审核', email: 'now' },
  'review.transferred': { name: '转办给我', email: 'now' },
  'review.withdrawn': { name: '报送已撤回', email: 'digest' },
  'review.called_off': { name: '不再由我审核', email: 'digest' },
  'report.submitted': { name: '本单位已报送', email: 'off' },
  'report.passed_on': { name: '通过一个环节', email: 'digest' },
  'report.approved': { name: '审定通过', email: 'now' },
  'report.graded': { name: '评定等次', email: 'digest' },
  'report.returned': { name: '被退回', email: 'now' },
  'report.recalled': { name: '审核意见被取回', email: 'digest' },
  'report.reopened': { name: '重新打开', email: 'now' },
  'report.published': { name: '已公开', email: 'digest' },
  'report.retracted': { name: '已撤稿', email: 'now' },
  'report.waived': { name: '免报', email: 'digest' },
  'report.reinstated': { name: '取消免报', email: 'now' },
  'report.rerouted': { name: '审核路线变更', email: 'digest' },
  'report.urged': { name: '催办', email: 'now' },
  'extension.requested': { name: '申请延期', email: 'now' },
  'extension.granted': { name: '准予延期', email: 'now' },
  'extension.denied': { name: '未准延期', email: 'now' },
  'publication.possible': { name: '可以公开', email: 'digest' },
  'comment.released': { name: '收到批注', email: 'digest' },
  'comment.replied': { name: '批注有回复', email: 'digest' },
  'reminder.author': { name: '报送提醒', email: 'now' },
  'reminder.reviewer': { name: '审核提醒', email: 'now' },
  'reminder.superior': { name: '下级逾期', email: 'digest' },
  'cycle.closing': { name: '任务即将自动关闭', email: 'now' },
  'cycle.drafted': { name: '新任务草稿', email: 'now' },
  'recurrence.unfit': { name: '周期任务未能生成草稿', email: 'now' },
  'rectification.assigned': { name: '整改事项', email: 'now' },
  'rectification.awaited': { name: '整改待验收', email: 'now' },
  'rectification.verified': { name: '同意销号', email: 'digest' },
  'rectification.rejected': { name: '整改退回', email: 'now' },
  'rectification.urged': { name: '催办整改', email: 'now' },
  'rectification.time': { name: '整改延期', email: 'now' },
  'rectification.changed': { name: '整改事项变更', email: 'digest' },
  'rectification.reminder': { name: '整改提醒', email: 'now' },
  'rectification.monthly': { name: '本月整改进展', email: 'now' },
  'rectification.overdue': { name: '下级整改逾期', email: 'digest' },
  'delegation.offered': { name: '请您代理', email: 'now' },
  'delegation.accepted': { name: '代理已接受', email: 'digest' },
  'delegation.ended': { name: '代理结束', email: 'digest' },
  'sign_in.guessed': { name: '账号安全提醒', email: 'now' },
  'vacancy.found': { name: '岗位空缺', email: 'now' },
} as const satisfies Record<string, MessageKindDefinition>;

export type MessageKind = keyof typeof messageKinds;
export const messageKindNames = Object.keys(messageKinds) as MessageKind[];

export function isMessageKind(text: string): text is MessageKind {
  return Object.hasOwn(messageKinds, text);
}
