import { countCharacters, isBlank } from '../../draft';
import type { DraftRule } from '../../draft-rule';

export const unplacedText: DraftRule = {
  id: 'unplaced-text',
  explanation: '导入后没有归入任何章节的文字不会出现在正式报告里，报送前要归位或删去。',
  severity: 'warning',
  fires: { content: { unplaced: '此外，支部还承办了片区的党建交流活动。' } },
  silent: { content: { unplaced: '' } },
  check: ({ content }) =>
    isBlank(content.unplaced)
      ? []
      : [
          {
            anchor: { kind: 'report' },
            message: `还有${countCharacters(content.unplaced)}字没有归入章节，不会出现在报告里，请移到相应章节或删去。`,
          },
        ],
};
