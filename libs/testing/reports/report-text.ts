const sentences = [
  '支部围绕年度任务清单组织党员开展集中学习，每次学习都有记录、有讨论、有落实。',
  '校园值周、课后服务和困难学生结对工作由党员教师带头承担，家长反映较好。',
  '组织生活按计划进行，请假党员均在两周内补课，支部书记逐一谈心。',
  '阵地建设利用闲置教室改造而成，投入经费已经财务公示。',
];

/** Prose of at least so many characters, different for each seed. */
export function prose(seed: string, characters = 80): string {
  let text = `${seed}：`;
  for (let turn = 0; text.length < characters; turn += 1)
    text += sentences[(turn + seed.length) % sentences.length];
  return text;
}

export interface SentContent {
  sections: { key: string; body: string }[];
  indicators: Record<string, number>;
  problems: {
    id?: string;
    problem: string;
    cause?: string;
    measure?: string;
    dueOn?: string;
    ledgerId?: string;
    account?: string;
  }[];
  unplaced?: string;
}

/** Content of the branch's annual template that no check has an error about. */
export function goodContent(seed = '本年度', change: Partial<SentContent> = {}): SentContent {
  return {
    sections: ['work', 'issues', 'causes', 'plan'].map((key) => ({
      key,
      body: prose(`${seed}${key === 'plan' ? '下一步' : ''}`),
    })),
    indicators: {
      theme_days: 12,
      lectures: 4,
      branch_meetings: 12,
      member_meetings: 4,
      measures_total: 6,
      measures_done: 5,
    },
    problems: [{ problem: '个别党员参加学习不够主动', cause: '提醒不及时', measure: '建立学习台账' }],
    ...change,
  };
}
