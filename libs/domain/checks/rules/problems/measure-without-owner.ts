import { isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

const soundMeasure = { id: 'a', problem: '理论学习不够深入', measure: '每月交流一次' };

export const measureWithoutOwner: DraftRule = {
  id: 'measure-without-owner',
  explanation: '整改措施要落实到责任人（或责任领导、责任单位），并写明整改期限。',
  severity: 'warning',
  fires: { content: { problems: [soundMeasure] } },
  silent: { content: { problems: [{ ...soundMeasure, leader: '周敏', dueOn: '2026-03-31' }] } },
  check: ({ content }) =>
    content.problems.flatMap((item, index): RuleFinding[] => {
      if (isBlank(item.measure ?? '')) return [];
      const owned = [item.leader, item.unit, item.person].some((name) => !isBlank(name ?? ''));
      const missing = [...(owned ? [] : ['责任人']), ...(isBlank(item.dueOn ?? '') ? ['整改期限'] : [])];
      if (missing.length === 0) return [];
      const message = `问题清单第${index + 1}条的整改措施没有写明${missing.join('和')}，请补上。`;
      return [{ anchor: { kind: 'problem', key: item.id }, message }];
    }),
};
