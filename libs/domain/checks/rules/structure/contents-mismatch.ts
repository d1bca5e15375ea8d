import { contentsFault } from '../../contents-check';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt } from '../../draft-rule';
import { endOfContents } from '../../numbering';

const contents = '一、学习情况\n（一）集中学习\n（二）个人自学\n二、服务情况\n（一）结对帮扶\n';
const body =
  '一、学习情况\n（一）集中学习。党员按月学习，参加率较高。\n（二）个人自学。党员自订计划，按时完成。\n';

export const contentsMismatch: DraftRule = {
  id: 'contents-mismatch',
  explanation: '目录里列出的标题，正文里都要有；没有的，多半是正文缺了一部分，或者目录是旧的。',
  severity: 'warning',
  fires: { text: `${contents}${body}二、服务情况\n党员到社区开展志愿服务。` },
  silent: { text: `${contents}${body}二、服务情况\n（一）结对帮扶。党员到社区开展志愿服务。` },
  check: ({ passages }) =>
    passages.flatMap((passage): RuleFinding[] => {
      const fault = contentsFault(
        passage.plain,
        passage.markers,
        endOfContents(passage.plain, passage.markers),
      );
      return fault === null ? [] : [foundAt(passage, fault.from, fault.to, fault.message)];
    }),
};
