import type { Command } from '@domain/review';
import type { WorkingMoment } from './working-moment';

/** What happens to one report at one moment; content and versions are filled in when it is played. */
export type DemoDeed =
  | { do: 'write'; edit?: 'first' | 'mended' | 'half' }
  | { do: 'act'; command: Exclude<Command, { action: 'save' }> }
  /** Decides about the latest revision. */
  | { do: 'decide'; command: Extract<Command, { action: 'approve' | 'return' }> }
  /** Hangs on the place's first sentence where it has a text. */
  | { do: 'comment'; on: { kind: 'section' | 'indicator'; key: string }; body: string }
  /** About the report's first comment. */
  | { do: 'reply'; body: string }
  | { do: 'resolve' };

export interface DemoAct {
  at: Date;
  cycle: 'demo-annual' | 'demo-annual-last';
  unit: string;
  /** Username. */
  who: string;
  deed: DemoDeed;
}

const dayMs = 86_400_000;
const leaderGrades = ['好', '较好', '较好', '一般'] as const;

function act(cycle: DemoAct['cycle'], at: Date, unit: string, role: string, deed: DemoDeed): DemoAct {
  const who = role.includes('.') ? role : `${unit}.${role}`;
  return { at, cycle, unit, who, deed };
}

const approve = (note?: string, grade?: string): DemoDeed => ({
  do: 'decide',
  command: { action: 'approve', ...(note ? { note } : {}), ...(grade ? { grade } : {}) },
});
const submit: DemoDeed = { do: 'act', command: { action: 'submit' } };
const publish = (audience: 'all' | 'public'): DemoDeed => ({
  do: 'act',
  command: { action: 'publish', audience, review: { secrecy: true, necessity: true, accuracy: true } },
});

/** Working days before loading on which the open cycle was opened, and the time of that day. */
export const presentOpening = [12, '09:00'] as const;

/**
 * The open cycle: sf03, sf04 and the direct branches show every state; sf01 and sf02 have not begun. Who is
 * past their allowance is decided by working days, so the acts are laid in working days before loading: the
 * states are the same on a Sunday, after a week of holidays, and at every hour. sf0402 has waited longer than
 * its three working days; sf0303 and sf91 have not used up theirs.
 */
export function presentPlot(moment: WorkingMoment, extensionUntil: Date): DemoAct[] {
  const at = (days: number, time: string, unit: string, role: string, deed: DemoDeed) =>
    act('demo-annual', moment(days, time), unit, role, deed);
  return [
    // Published.
    at(10, '09:20', 'sf0301', 'reporter', { do: 'write' }),
    at(10, '15:40', 'sf0301', 'secretary', submit),
    at(8, '10:05', 'sf0301', 'sf03.reviewer', approve('材料扎实，数字与台账一致，同意报上级审核。')),
    at(6, '09:30', 'sf0301', 'sf.reviewer', approve('问题查得准，措施有时限。')),
    at(4, '14:20', 'sf0301', 'sf.leader', approve(undefined, '好')),
    at(3, '10:10', 'sf0301', 'sf.publisher', publish('public')),
    // Returned once, then approved.
    at(10, '14:30', 'sf0302', 'reporter', { do: 'write' }),
    at(9, '09:15', 'sf0302', 'secretary', submit),
    at(8, '14:40', 'sf0302', 'sf03.reviewer', {
      do: 'comment',
      on: { kind: 'section', key: 'issues' },
      body: '这一条请举一个本支部的例子，说清楚发生在哪个环节。',
    }),
    at(8, '14:55', 'sf0302', 'sf03.reviewer', {
      do: 'decide',
      command: {
        action: 'return',
        note: '“存在的问题”写得偏笼统，请各举一个身边的例子；下一步打算请写明由谁负责、什么时候完成。',
      },
    }),
    at(7, '10:20', 'sf0302', 'reporter', { do: 'write', edit: 'mended' }),
    at(7, '16:10', 'sf0302', 'secretary', { do: 'reply', body: '已在下一步打算中写明责任人和完成时间。' }),
    at(7, '16:25', 'sf0302', 'secretary', submit),
    at(5, '15:05', 'sf0302', 'sf03.reviewer', { do: 'resolve' }),
    at(5, '15:20', 'sf0302', 'sf03.reviewer', approve('已按意见补充，同意。')),
    at(3, '09:25', 'sf0302', 'sf.reviewer', approve()),
    at(1, '10:30', 'sf0302', 'sf.leader', approve('修改认真。', '较好')),
    // In review at the bureau.
    at(8, '10:10', 'sf0303', 'reporter', { do: 'write' }),
    at(7, '09:40', 'sf0303', 'secretary', submit),
    at(4, '10:50', 'sf0303', 'sf03.reviewer', approve()),
    // Returned by the bureau, only in part.
    at(9, '09:30', 'sf0401', 'reporter', { do: 'write' }),
    at(7, '14:10', 'sf0401', 'secretary', submit),
    at(5, '16:00', 'sf0401', 'sf04.reviewer', approve('同意。')),
    at(2, '09:20', 'sf0401', 'sf.reviewer', {
      do: 'comment',
      on: { kind: 'indicator', key: 'theme_days' },
      body: '与中心组抽查到的活动记录相差一次，请核对。',
    }),
    at(2, '09:35', 'sf0401', 'sf.reviewer', {
      do: 'comment',
      on: { kind: 'section', key: 'issues' },
      body: '问题说得准，但下一步打算里没有与之对应的措施。',
    }),
    at(2, '09:50', 'sf0401', 'sf.reviewer', {
      do: 'decide',
      command: {
        action: 'return',
        note: '主题党日次数请与活动记录核对后再报；问题与措施要一一对应，缺责任人的请补上。其余部分可以，不必再改。',
        scope: { sections: ['issues', 'plan'], indicators: ['theme_days'] },
      },
    }),
    // Withdrawn, handed in again, waiting at the first step.
    at(6, '10:00', 'sf0402', 'reporter', { do: 'write' }),
    at(5, '10:15', 'sf0402', 'secretary', submit),
    at(5, '11:40', 'sf0402', 'secretary', {
      do: 'act',
      command: { action: 'withdraw', note: '漏写了订单班的有关情况，补充后再报。' },
    }),
    at(5, '16:00', 'sf0402', 'reporter', { do: 'write', edit: 'mended' }),
    at(4, '09:45', 'sf0402', 'secretary', submit),
    at(1, '09:40', 'sf0402', 'sf.admin', { do: 'act', command: { action: 'urge', note: '请尽快办理。' } }),
    // Half written, more time asked for.
    at(3, '15:10', 'sf0403', 'reporter', { do: 'write', edit: 'half' }),
    at(1, '11:15', 'sf0403', 'secretary', {
      do: 'act',
      command: {
        action: 'extend',
        dueAt: extensionUntil,
        reason: '支部书记赴外省参加跟岗培训，月底返校后才能完成审阅。',
      },
    }),
    // Waiting for the leader.
    at(7, '10:30', 'sf91', 'reporter', { do: 'write' }),
    at(6, '09:50', 'sf91', 'secretary', submit),
    at(3, '15:30', 'sf91', 'sf.reviewer', approve('家园共育部分有特色。')),
    // Need not report.
    at(9, '11:00', 'sf92', 'sf.admin', {
      do: 'act',
      command: { action: 'waive', reason: '该校本年度与区教研室合并办公，党建工作由教研室一并述职。' },
    }),
    // The general branch has begun to put its own together.
    at(1, '14:45', 'sf03', 'reporter', { do: 'write', edit: 'half' }),
  ];
}

/** Days after opening on which a closed cycle's deadlines lie, per kind. */
export const dueAfter = { branch: 19, general_branch: 29, bureau: 40 } as const;

/**
 * The cycle of the year before: everybody reported, two late, one after a return; all approved, most
 * published. Its acts are laid in calendar days after the opening, since only its due days decide what it shows.
 */
export function lastPlot(opened: Date, branches: string[], generals: string[]): DemoAct[] {
  const at = (days: number, unit: string, role: string, deed: DemoDeed) =>
    act('demo-annual-last', new Date(opened.getTime() + days * dayMs), unit, role, deed);
  const branchActs = branches.flatMap((unit, index): DemoAct[] => {
    const direct = unit.length === 4;
    // The eighth and the last came after the due day, within the days of grace.
    const handedIn = index === 7 || index === branches.length - 1 ? 20 + index / 10 : 8 + index * 0.7;
    const grade = leaderGrades[index % leaderGrades.length] as string;
    return [
      at(handedIn - 2, unit, 'reporter', { do: 'write' }),
      at(handedIn, unit, 'secretary', submit),
      ...(direct ? [] : [at(handedIn + 1.5, unit, `${unit.slice(0, 4)}.reviewer`, approve('同意上报。'))]),
      at(handedIn + 3, unit, 'sf.reviewer', approve()),
      at(handedIn + 5, unit, 'sf.leader', approve(undefined, grade)),
      ...(index % 3 === 2
        ? []
        : [at(44 + index / 10, unit, 'sf.publisher', publish(index % 3 ? 'all' : 'public'))]),
    ];
  });
  const generalActs = generals.flatMap((unit, index): DemoAct[] => {
    const handedIn = 26 + index * 0.8;
    const twice = index === 1;
    return [
      at(handedIn - 3, unit, 'reporter', { do: 'write' }),
      at(handedIn - 2, unit, 'secretary', submit),
      ...(twice
        ? [
            at(handedIn - 1.4, unit, 'sf.reviewer', {
              do: 'decide' as const,
              command: {
                action: 'return' as const,
                note: '请写清总支自身做了什么，不要只罗列支部的工作。',
              },
            }),
            at(handedIn - 0.9, unit, 'reporter', { do: 'write' as const, edit: 'mended' as const }),
            at(handedIn, unit, 'secretary', submit),
          ]
        : []),
      at(handedIn + 2, unit, 'sf.reviewer', approve('同意。')),
      at(handedIn + 4, unit, 'sf.leader', approve(undefined, leaderGrades[index] as string)),
      at(46 + index / 10, unit, 'sf.publisher', publish('all')),
    ];
  });
  return [
    ...branchActs,
    ...generalActs,
    at(36, 'sf', 'reporter', { do: 'write' }),
    at(38, 'sf', 'secretary', submit),
    at(40, 'sf', 'sf.leader', approve('同意公开。')),
    at(48, 'sf', 'sf.publisher', publish('public')),
  ];
}
