import { measuredSections } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

export const tooShort: DraftRule = {
  id: 'too-short',
  explanation: '章节的字数（不计空格和换行）不能少于模板规定的下限。',
  severity: 'error',
  fires: { text: '本年度工作正常开展。' },
  silent: {},
  check: (draft) =>
    measuredSections(draft)
      .filter(({ definition, length }) => length < definition.minLength)
      .map(
        ({ definition, length }): RuleFinding => ({
          anchor: { kind: 'section', key: definition.key },
          message: `“${definition.title}”现有${length}字，至少要${definition.minLength}字，请补充具体做法和成效。`,
        }),
      ),
};
