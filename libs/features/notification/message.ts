import type { ItemOccasion } from '@domain/ledger';
import type { MessageKind } from './message-kind';

/** What a message is made of, kept with it so that it reads the same for ever. Instants are ISO 8601. */
export interface MessageData {
  org?: { id: string; code: string; name: string };
  cycle?: { id: string; code: string; title: string };
  timeZone?: string;
  actor?: string;
  onBehalfOf?: string;
  note?: string;
  step?: number;
  grade?: string;
  dueAt?: string;
  until?: string;
  /** The beginning of a period that ends with `until`. */
  from?: string;
  /** Whose post, at which unit. */
  post?: string;
  /** When a cycle closes by itself. */
  closesAt?: string;
  /** Days to the due day, negative once overdue. */
  daysLeft?: number;
  count?: number;
  /** An item of the rectification ledger. */
  item?: { id: string; number: string; problem: string };
  /** What a reminder of an item waits for. */
  about?: ItemOccasion;
  /** Numbers of items, at most five; `count` says how many there are. */
  items?: string[];
  /** `YYYY-MM` of a monthly note. */
  month?: string;
  /** Of urging: 1 催办, 2 提醒, 3 告诫. */
  level?: number;
  /** What took the task of reviewing, in Chinese. */
  because?: string;
  /** Why something that the clock should have done was refused. */
  reason?: string;
  /**
   * Units without a secretary, steps of reports without a reviewer, units where nobody verifies items: names, at most ten
   * each. Messages of earlier versions know no items.
   */
  vacancies?: {
    units: string[];
    unitCount: number;
    steps: string[];
    stepCount: number;
    checks?: string[];
    checkCount?: number;
  };
}

export interface MessageText {
  title: string;
  /** Paragraphs of plain text. */
  body: string[];
}

function day(instant: string | undefined, timeZone: string | undefined): string {
  if (!instant) return '';
  const parts = new Intl.DateTimeFormat('zh-CN', {
    timeZone: timeZone ?? 'Asia/Shanghai',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return parts.format(new Date(instant)).replace(/^(\d+)\/(\d+)\/(\d+)$/, '$1年$2月$3日');
}

/** Who acted, with 代 where somebody acted for another. */
function by(data: MessageData): string {
  if (!data.actor) return '系统';
  return data.onBehalfOf ? `${data.actor}（代${data.onBehalfOf}）` : data.actor;
}

function time(data: MessageData): string {
  const left = data.daysLeft ?? 0;
  if (left > 0) return `还有${left}天到期`;
  return left === 0 ? '今天到期' : `已逾期${-left}天`;
}

const wanted: Record<ItemOccasion, string> = {
  claim: '待认领',
  due: '',
  progress: '待记进展',
  verify: '待验收',
  check: '待回头看',
};

function itemWants(org: string, data: MessageData): string {
  return `${org}的整改事项${data.item?.number ?? ''}${wanted[data.about ?? 'due']}`;
}

const urgeNames = ['催办', '提醒', '告诫'] as const;

const titles: Record<MessageKind, (org: string, data: MessageData) => string> = {
  'review.awaited': (org) => `${org}的报告待您审核`,
  'review.transferred': (org) => `${org}的报告转由您办理`,
  'review.withdrawn': (org) => `${org}撤回了报送`,
  'review.called_off': (org, data) => `${org}的报告不再由您审核${data.because ? `：${data.because}` : ''}`,
  'report.submitted': (org) => `${org}的报告已报送`,
  'report.passed_on': (org) => `${org}的报告通过一个审核环节`,
  'report.approved': (org) => `${org}的报告审定通过`,
  'report.graded': (org, data) => `${org}的报告评定为“${data.grade ?? ''}”`,
  'report.returned': (org) => `${org}的报告被退回`,
  'report.recalled': (org) => `${org}的报告：审核意见已取回`,
  'report.reopened': (org) => `${org}的报告重新打开`,
  'report.published': (org) => `${org}的报告已公开`,
  'report.retracted': (org) => `${org}的报告已撤稿`,
  'report.waived': (org) => `${org}本次免报`,
  'report.reinstated': (org) => `${org}的免报已取消`,
  'report.rerouted': (org) => `${org}的报告变更了审核路线`,
  'report.urged': (org) => `催办：${org}的报告`,
  'extension.requested': (org) => `${org}申请延期`,
  'extension.granted': (org) => `${org}准予延期`,
  'extension.denied': (org) => `${org}的延期申请未获批准`,
  'publication.possible': (org) => `${org}的报告已审定，可以公开`,
  'comment.released': (org, data) => `${org}的报告收到${data.count ?? 0}条批注`,
  'comment.replied': (org) => `${org}的批注有了回复`,
  'reminder.author': (org, data) => `${org}的报告${time(data)}，请及时报送`,
  'reminder.reviewer': (org, data) => `${org}的报告待审核，${time(data)}`,
  'reminder.superior': (org, data) => `${org}的报告${time(data)}`,
  'cycle.closing': (_, data) =>
    `“${data.cycle?.title ?? ''}”将于${day(data.closesAt, data.timeZone)}自动关闭，${
      data.count ? `还有${data.count}份未报送` : '各单位均已报送'
    }`,
  'cycle.drafted': (_, data) => `“${data.cycle?.title ?? ''}”已生成草稿，请核对后开启`,
  'recurrence.unfit': (_, data) => `“${data.cycle?.title ?? ''}”未能生成草稿，周期计划需要调整`,
  'rectification.assigned': (org, data) => `${org}有新的整改事项${data.item?.number ?? ''}`,
  'rectification.awaited': (org, data) => `${org}的整改事项${data.item?.number ?? ''}待您验收`,
  'rectification.verified': (org, data) => `${org}的整改事项${data.item?.number ?? ''}已同意销号`,
  'rectification.rejected': (org, data) => `${org}的整改事项${data.item?.number ?? ''}须继续整改`,
  'rectification.urged': (org, data) =>
    `${urgeNames[(data.level ?? 1) - 1] ?? '催办'}：${org}的整改事项${data.item?.number ?? ''}`,
  'rectification.time': (org, data) => `${org}的整改事项${data.item?.number ?? ''}：延期`,
  'rectification.changed': (org, data) => `${org}的整改事项${data.item?.number ?? ''}有变更`,
  'rectification.reminder': (org, data) => `${itemWants(org, data)}，${time(data)}`,
  'rectification.overdue': (org, data) => `${itemWants(org, data)}，${time(data)}`,
  'rectification.monthly': (_, data) =>
    `${data.count ?? 0}项整改事项待记${Number(data.month?.split('-')[1] ?? 1)}月进展`,
  'delegation.offered': (_, data) => `请您代理${data.post ?? ''}，请接受或谢绝`,
  'delegation.accepted': (_, data) => `${data.actor ?? ''}接受代理${data.post ?? ''}`,
  'delegation.ended': (_, data) => `代理${data.post ?? ''}已结束或谢绝`,
  'sign_in.guessed': () => '有人多次用错误的密码登录您的账号',
  'vacancy.found': (_, data) =>
    [
      `${data.vacancies?.stepCount ?? 0}个审核环节无人审核`,
      `${data.vacancies?.unitCount ?? 0}个单位没有书记`,
      ...(data.vacancies?.checkCount ? [`${data.vacancies.checkCount}处整改验收无人办理`] : []),
    ].join('，'),
};

const noteLabels: Partial<Record<MessageKind, string>> = {
  'comment.replied': '回复',
  'delegation.offered': '请注意',
  'sign_in.guessed': '请注意',
};

function listed(label: string, names: string[], count: number): string[] {
  if (count === 0) return [];
  return [`${label}：${names.join('、')}${count > names.length ? ` 等${count}个` : ''}。`];
}

/** The page that a message is about, below the address of the product; null where it is about none. */
export function pageOf(kind: string, { item }: MessageData, reportId: string | null): string | null {
  if (reportId) return `/review/${reportId}`;
  if (item) return `/ledger/${item.id}`;
  return kind === 'rectification.monthly' ? '/ledger' : null;
}

/** The Chinese text of a message; the same in the page, in an e-mail and in a group. */
export function messageText(kind: MessageKind, data: MessageData): MessageText {
  const body: string[] = [];
  if (data.cycle) body.push(`任务：${data.cycle.title}`);
  if (data.item) body.push(`事项：${data.item.problem}`);
  if (data.items?.length) body.push(...listed('事项', data.items, data.count ?? data.items.length));
  if (data.actor && !kind.startsWith('reminder.')) body.push(`办理人：${by(data)}`);
  if (data.note) body.push(`${noteLabels[kind] ?? '意见'}：${data.note}`);
  if (data.reason) body.push(`原因：${data.reason}`);
  if (data.from) body.push(`代理期：${day(data.from, data.timeZone)}至${day(data.until, data.timeZone)}`);
  else if (data.until) body.push(`延期至：${day(data.until, data.timeZone)}`);
  if (data.dueAt) body.push(`期限：${day(data.dueAt, data.timeZone)}`);
  if (data.vacancies) {
    const { units, unitCount, steps, stepCount, checks = [], checkCount = 0 } = data.vacancies;
    body.push(
      ...listed('无人审核', steps, stepCount),
      ...listed('没有书记', units, unitCount),
      ...listed('无人验收', checks, checkCount),
    );
  }
  return { title: titles[kind](data.org?.name ?? '', data), body };
}
