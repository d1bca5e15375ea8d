import { isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

export const problemWithoutMeasure: DraftRule = {
  id: 'problem-without-measure',
  explanation: '问题清单里的每个问题都要有整改措施。',
  severity: 'warning',
  fires: { content: { problems: [{ id: 'a', problem: '理论学习不够深入', cause: '学习安排单一' }] } },
  silent: { content: { problems: [] } },
  check: ({ content }) =>
    content.problems.flatMap((item, index): RuleFinding[] =>
      isBlank(item.measure ?? '')
        ? [
            {
              anchor: { kind: 'problem', key: item.id },
              message: `问题清单第${index + 1}条没有整改措施，请补上。`,
            },
          ]
        : [],
    ),
};
