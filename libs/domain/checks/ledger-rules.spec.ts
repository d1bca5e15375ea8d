import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { type LedgerFacts, type ListedItem, ledgerFigure, periodStart } from '../ledger/listed-item';
import { itemStates } from '../ledger/words';
import type { ProblemItem, ReportContent } from '../review/content';
import { checkDraft } from './check-draft';
import { promisedLastYear, sampleLedger, sampleRow } from './sample-ledger';
import { exampleReport, soundReport } from './sample-report';

const template = { ...branchAnnualTemplate, checks: {} };

function found(content: ReportContent, ledger: LedgerFacts | null, lastYear: ReportContent | null = null) {
  return checkDraft({ content, template, context: { period: '2025', ledger, lastYear } });
}

const withText = (text: string) => exampleReport({ text }).content;
const rulesOf = (text: string, ledger: LedgerFacts | null = sampleLedger({ state: 'open' })) =>
  found(withText(text), ledger)
    .map(({ rule }) => rule)
    .filter((rule) => rule === 'all-done-claimed');

const anyItem: fc.Arbitrary<ListedItem> = fc.record({
  id: fc.uuid(),
  number: fc.integer({ min: 1, max: 999 }).map((serial) => `〔2025〕整改${serial}号`),
  problem: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
  source: fc.constant('self' as const),
  state: fc.constantFrom(...itemStates.filter((state) => state !== 'void')),
  enteredOn: fc.constant('2025-03-01'),
  dueOn: fc.constant('2025-09-01'),
  closedOn: fc.constant(null),
  measures: fc.integer({ min: 0, max: 20 }),
  measuresDone: fc.constant(0),
});
const anyLedger = fc
  .uniqueArray(anyItem, { maxLength: 12, selector: ({ id }) => id })
  .map((items): LedgerFacts => ({ ...sampleLedger(null), items, total: items.length }));

describe('the checks that look at the rectification ledger (design 8.1)', () => {
  it('ask for exactly the unsettled items that no row with an account continues', () => {
    fc.assert(
      fc.property(
        anyLedger,
        fc.infiniteStream(fc.constantFrom('none', 'link', 'blank', 'told')),
        (ledger, ways) => {
          const chosen = ledger.items.map((item) => ({ item, way: ways.next().value as string }));
          const problems = chosen.flatMap(({ item, way }, index): ProblemItem[] =>
            way === 'none'
              ? []
              : [
                  {
                    ...sampleRow,
                    id: `row${index}`,
                    ledgerId: item.id,
                    ...(way === 'blank'
                      ? { account: ' 　\u200b' }
                      : way === 'told'
                        ? { account: '已完成。' }
                        : {}),
                  },
                ],
          );
          const findings = found({ ...soundReport, problems }, ledger).filter(
            ({ rule }) => rule === 'item-unaccounted',
          );
          const owed = chosen.filter(
            ({ item, way }) =>
              way !== 'told' &&
              (item.state === 'assigned' || item.state === 'open' || item.state === 'in_verification'),
          );
          expect(findings).toHaveLength(owed.length);
          for (const { item } of owed)
            expect(findings.some(({ message }) => message.includes(item.number))).toBe(true);
          for (const { severity } of findings) expect(severity).toBe('error');
        },
      ),
    );
  });

  it('are silent where the template asks for no account, whatever the text says', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const rules = found(withText(`${text}巡察反馈的问题已全部整改到位。`), null, {
          ...soundReport,
          ...promisedLastYear,
        }).map(({ rule }) => rule);
        for (const rule of ['item-unaccounted', 'all-done-claimed', 'ledger-mismatch', 'promise-dropped'])
          expect(rules).not.toContain(rule);
      }),
    );
  });

  it.each([
    '巡察反馈的问题已全部整改到位。',
    '反馈问题全部整改完成，长效机制初步形成。',
    '对照检查列出的问题清单逐条整改，均已完成。',
    '督查反馈意见逐项落实，整改完成率达到100％。',
    '上年问题整改率100%。',
    '整改事项6个，百分之百销号。',
  ])('find the claim in “%s” while an item is open, and not once all are closed', (text) => {
    expect(rulesOf(text)).toEqual(['all-done-claimed']);
    expect(rulesOf(text, sampleLedger({ state: 'closed' }))).toEqual([]);
    expect(rulesOf(text, sampleLedger({ state: 'sustained' }))).toEqual([]);
  });

  it.each([
    '党员参学率100%，学习计划均已完成。',
    '反馈的问题尚未全部整改到位。',
    '巡察反馈的问题力争年内全部整改到位。',
    '整改正在推进。党员参学率达到100%。',
  ])('find no claim in “%s”', (text) => {
    expect(rulesOf(text)).toEqual([]);
  });

  it('leave what is planned alone: to put everything right is what a plan says', () => {
    const { content } = exampleReport({
      plan: `${soundReport.sections[3]?.body}所有问题全部整改到位。`,
    });
    expect(found(content, sampleLedger({ state: 'open' })).map(({ rule }) => rule)).not.toContain(
      'all-done-claimed',
    );
  });

  it('take a promise for kept where the ledger, a row or the text has it', () => {
    const last = { ...soundReport, ...promisedLastYear };
    const dropped = (content: ReportContent, ledger: LedgerFacts) =>
      found(content, ledger, last).filter(({ rule }) => rule === 'promise-dropped').length;
    const promised = promisedLastYear.problems[0]?.measure ?? '';
    expect(dropped(soundReport, sampleLedger(null))).toBe(1);
    expect(dropped(soundReport, { ...sampleLedger(null), followed: ['promised'] })).toBe(0);
    expect(dropped(soundReport, { ...sampleLedger(null), measureTexts: [`${promised}。`] })).toBe(0);
    expect(dropped(withText(`今年，${promised.replace('，', '、')}。`), sampleLedger(null))).toBe(0);
  });

  it('give no figure of a list that is not whole, and know where periods begin', () => {
    const ledger = sampleLedger({ state: 'closed' });
    expect(ledgerFigure(ledger, 'closed')).toBe(1);
    expect(ledgerFigure({ ...ledger, total: 2 }, 'closed')).toBeNull();
    expect(['2025', '2025Q4', '2025-11', '集中整改'].map(periodStart)).toEqual([
      '2025-01-01',
      '2025-10-01',
      '2025-11-01',
      null,
    ]);
  });
});
