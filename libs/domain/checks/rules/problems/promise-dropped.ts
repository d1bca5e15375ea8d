import { cutText } from '../../../text';
import { isBlank } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { promisedLastYear, sampleLedger, sampleRow } from '../../sample-ledger';
import { ToldText } from '../../told-text';

const shownOfMeasure = 30;
const noise = /[\s\p{P}\p{S}\u200b-\u200f\u2060\ufeff]+/gu;
const dense = (text: string): string => text.replace(noise, '');

export const promiseDropped: DraftRule = {
  id: 'promise-dropped',
  explanation: '上年承诺的措施，台账和报告里都没有下文的，要作出交代。',
  severity: 'warning',
  fires: { lastYear: promisedLastYear, ledger: sampleLedger(null) },
  silent: {
    lastYear: promisedLastYear,
    ledger: sampleLedger(null),
    content: { problems: [{ ...sampleRow, measure: promisedLastYear.problems[0]?.measure }] },
  },
  check: ({ content, lastYear, ledger }) => {
    if (!lastYear || !ledger) return [];
    const texts = [
      ...content.sections.map(({ body }) => body),
      ...content.problems.flatMap(({ problem, measure, account }) => [problem, measure ?? '', account ?? '']),
      ...ledger.measureTexts,
    ].map(dense);
    const told = new ToldText(texts.join('\n'));
    const short = new Set(texts);
    const followed = new Set(ledger.followed);
    return lastYear.problems.flatMap(({ id, ledgerId, measure = '' }): RuleFinding[] => {
      const text = dense(measure);
      if (isBlank(measure) || text === '' || followed.has(id) || ledgerId) return [];
      if (told.includes(text) || short.has(text)) return [];
      return [
        {
          anchor: { kind: 'report' },
          message: `上年报告承诺的措施“${cutText(measure.trim(), shownOfMeasure)}”，台账和本报告里都没有提到，请作出交代。`,
        },
      ];
    });
  },
};
