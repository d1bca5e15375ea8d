import { isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

export const problemWithoutCause: DraftRule = {
  id: 'problem-without-cause',
  explanation: '问题清单里的每个问题都要剖析原因。',
  severity: 'warning',
  fires: { content: { problems: [{ id: 'a', problem: '理论学习不够深入', measure: '每月交流一次' }] } },
  silent: { content: { problems: [] } },
  check: ({ content }) =>
    content.problems.flatMap((item, index): RuleFinding[] =>
      isBlank(item.cause ?? '')
        ? [
            {
              anchor: { kind: 'problem', key: item.id },
              message: `问题清单第${index + 1}条没有写原因，请补上。`,
            },
          ]
        : [],
    ),
};
