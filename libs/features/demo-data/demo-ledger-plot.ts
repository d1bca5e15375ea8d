import { addDays, type Day, dateIn } from '@domain/deadlines';
import { type ItemCommand, monthOf } from '@domain/ledger';

/** One act on one item, so many days before loading. */
export interface ItemDeed {
  daysAgo: number;
  /** A role of the item's unit, or a username. */
  who: string;
  deed: (
    today: Day,
    item: { version: number; measures: readonly { id: string; state: string }[] },
  ) => ItemCommand;
}

export interface AdoptedStory {
  unit: string;
  /** Which problem of the unit's report of last year. */
  problem: number;
  deeds: ItemDeed[];
}

export interface BatchStory {
  unit: string;
  problem: string;
  cause: string;
  category: string;
  paragraph: string;
  deeds: ItemDeed[];
}

/** The day on which last year's problems were taken into the ledger, and that of the batch. */
export const adoptedDaysAgo = 320;
export const batchDaysAgo = 45;

const progress = (daysAgo: number, text: string, done = false): ItemDeed => ({
  daysAgo,
  who: 'reporter',
  deed: (today, { measures }) => ({
    action: 'progress',
    month: monthOf(today),
    text,
    done: done ? measures.filter(({ state }) => state === 'open').map(({ id }) => id) : [],
  }),
});
const close = (daysAgo: number, result: string): ItemDeed => ({
  daysAgo,
  who: 'secretary',
  deed: () => ({ action: 'close', result }),
});
const verify = (daysAgo: number, who: string, note: string): ItemDeed => ({
  daysAgo,
  who,
  deed: (_, { version }) => ({ action: 'verify', version, method: 'on_site', note }),
});
const reject = (daysAgo: number, who: string, note: string): ItemDeed => ({
  daysAgo,
  who,
  deed: (_, { version }) => ({ action: 'reject', version, note }),
});
const claim = (
  daysAgo: number,
  text: string,
  person: string,
  term: 'limited' | 'long_term' = 'limited',
): ItemDeed => ({
  daysAgo,
  who: 'secretary',
  deed: (today) => ({
    action: 'claim',
    term,
    measures: [{ id: `measure-${daysAgo}`, text, person, dueOn: addDays(today, 30) }],
  }),
});

/** What became of last year's promises: every state, so that no page of the ledger is empty. */
export const adoptedStories: AdoptedStory[] = [
  {
    unit: 'sf0301',
    problem: 0,
    deeds: [
      progress(250, '已建立集中研讨安排，每月一次。'),
      progress(200, '全年计划已经落实，学习记录齐全。', true),
      close(195, '集中学习按月开展，缺席党员均已补课。'),
      verify(192, 'sf03.reviewer', '查看了学习记录和补课情况，属实。'),
      {
        daysAgo: 60,
        who: 'sf03.reviewer',
        deed: (_, { version }) => ({
          action: 'check',
          version,
          method: 'spot_check',
          result: 'held',
          note: '抽查两个月的记录，做法已经固定下来。',
        }),
      },
    ],
  },
  {
    unit: 'sf0302',
    problem: 0,
    deeds: [
      progress(240, '制定了联系服务群众的安排。', true),
      close(230, '每名党员联系两户家庭，均有走访记录。'),
      verify(228, 'sf03.reviewer', '座谈了解，家长反映较好。'),
      {
        daysAgo: 50,
        who: 'sf03.reviewer',
        deed: (today, { version }) => ({
          action: 'check',
          version,
          method: 'interview',
          result: 'relapsed',
          note: '下半年走访中断，需要重新安排。',
          dueOn: addDays(today, 120),
        }),
      },
      progress(20, '已恢复走访，本月走访六户。'),
    ],
  },
  {
    unit: 'sf0303',
    problem: 0,
    deeds: [progress(100, '措施已全部完成。', true), close(3, '制度已修订并执行满一个学期。')],
  },
  {
    unit: 'sf0401',
    problem: 0,
    deeds: [
      progress(90, '已完成一半。', true),
      close(80, '基本完成。'),
      reject(77, 'sf04.reviewer', '请补充执行情况，不要只写制度名称。'),
      progress(30, '补充了执行记录。'),
    ],
  },
  {
    unit: 'sf0402',
    problem: 0,
    deeds: [
      {
        daysAgo: 70,
        who: 'secretary',
        deed: (today) => ({
          action: 'extend',
          dueOn: addDays(today, 400),
          reason: '所需场地正在改造，预计明年投入使用。',
        }),
      },
    ],
  },
  { unit: 'sf0101', problem: 0, deeds: [progress(200, '已列入支部年度计划。')] },
  {
    unit: 'sf91',
    problem: 0,
    deeds: [
      progress(120, '档案已补齐。', true),
      close(110, '党员档案逐份核对完毕。'),
      verify(108, 'sf.reviewer', '抽查十份，材料齐全。'),
    ],
  },
];

export const batchTitle = '区委第三巡察组反馈意见集中整改';

/** Items of an inspection: waiting to be claimed, disputed, worked on, verified and long-term. */
export const batchStories: BatchStory[] = [
  {
    unit: 'sf0101',
    problem: '“第一议题”制度落实不够经常，个别月份没有记录。',
    cause: '对制度的重要性认识不足，缺少提醒。',
    category: '政治建设',
    paragraph: '第1条',
    deeds: [],
  },
  {
    unit: 'sf0102',
    problem: '支部主题党日形式较单一，以读文件为主。',
    cause: '活动设计主动性不够。',
    category: '组织建设',
    paragraph: '第2条',
    deeds: [
      claim(30, '按季度制定主题党日菜单，每季度至少一次实践活动', '组织委员'),
      progress(8, '一季度菜单已经支委会讨论通过。'),
    ],
  },
  {
    unit: 'sf0201',
    problem: '谈心谈话记录不规范。',
    cause: '缺少统一要求。',
    category: '组织建设',
    paragraph: '第3条',
    deeds: [
      {
        daysAgo: 35,
        who: 'secretary',
        deed: () => ({ action: 'dispute', reason: '本支部谈话记录已于上学期统一格式，请核对。' }),
      },
    ],
  },
  {
    unit: 'sf0302',
    problem: '困难党员帮扶台账更新不及时。',
    cause: '责任没有到人。',
    category: '作风建设',
    paragraph: '第4条',
    deeds: [
      claim(38, '明确专人每月更新台账', '宣传委员'),
      progress(15, '台账已更新到本月。', true),
      close(2, '台账按月更新，已连续两个月。'),
    ],
  },
  {
    unit: 'sf0403',
    problem: '党费收缴公示不够及时。',
    cause: '公示时间没有固定。',
    category: '纪律建设',
    paragraph: '第5条',
    deeds: [
      claim(40, '每月10日前完成公示', '组织委员', 'long_term'),
      progress(25, '本月已按时公示。', true),
      close(20, '公示时间已固定，连续执行。'),
      {
        daysAgo: 18,
        who: 'sf04.reviewer',
        deed: (today, { version }) => ({
          action: 'verify',
          version,
          method: 'documents',
          note: '查阅公示记录，同意转入长期坚持。',
          nextCheckOn: addDays(today, 20),
        }),
      },
    ],
  },
  {
    unit: 'sf92',
    problem: '与第3条重复登记。',
    cause: '',
    category: '组织建设',
    paragraph: '第6条',
    deeds: [
      {
        daysAgo: 40,
        who: 'sf.admin',
        deed: () => ({ action: 'void', kind: 'no_problem', reason: '核实后该单位不存在此问题。' }),
      },
    ],
  },
];

/** The day so many days before loading. */
export function dayAgo(loadedAt: Date, days: number, timeZone: string): Day {
  return addDays(dateIn(loadedAt, timeZone), -days);
}
