import { type Draft, measuredSections } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

function check(draft: Draft): RuleFinding[] {
  const findings = measuredSections(draft)
    .filter(({ definition, length }) => length > definition.maxLength)
    .map(
      ({ definition, length }): RuleFinding => ({
        anchor: { kind: 'section', key: definition.key },
        message: `“${definition.title}”现有${length}字，最多${definition.maxLength}字，请压缩${length - definition.maxLength}字。`,
      }),
    );
  const { problems } = draft.template;
  const extra = draft.content.problems[problems.maxItems];
  if (problems.enabled && extra) {
    findings.push({
      anchor: { kind: 'problem', key: extra.id },
      message: `问题清单现有${draft.content.problems.length}条，最多${problems.maxItems}条，请合并或删减。`,
    });
  }
  return findings;
}

export const tooLong: DraftRule = {
  id: 'too-long',
  explanation: '章节的字数（不计空格和换行）不能超过模板规定的上限，问题清单不能超过规定的条数。',
  severity: 'error',
  fires: { text: '组织党员到社区开展志愿服务，帮助居民解决实际困难。'.repeat(900) },
  silent: {},
  check,
};
