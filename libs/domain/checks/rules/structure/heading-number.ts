import type { DraftRule } from '../../draft-rule';
import { foundAt } from '../../draft-rule';
import { numberingFaults } from '../../numbering';

export const headingNumber: DraftRule = {
  id: 'heading-number',
  explanation: '各级标题和条目的编号（一、（一）1.（1）①一是）要连续，不能跳号、重号，也不能漏掉上一级标题。',
  severity: 'warning',
  fires: { text: '一、学习情况\n党员按月集中学习，参加率较高。\n三、服务情况\n党员到社区开展志愿服务。' },
  silent: { text: '一、学习情况\n党员按月集中学习，参加率较高。\n二、服务情况\n党员到社区开展志愿服务。' },
  check: ({ passages }) =>
    numberingFaults(passages, 'sections').flatMap(({ text, from, to, message }) => {
      const passage = passages[text];
      return passage ? [foundAt(passage, from, to, message)] : [];
    }),
};
