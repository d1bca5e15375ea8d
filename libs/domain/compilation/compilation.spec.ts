import fc from 'fast-check';
import { branchAnnualTemplate as definition } from '../cycle/branch-annual-template';
import { emptyContent, type ReportContent } from '../review/content';
import { type CompilationSource, compileDraft, overriddenIndicators } from './compilation';
import { staleSources } from './staleness';

let ids = 0;
const newId = () => {
  ids += 1;
  return `row-${ids}`;
};
const source = (name: string, content: Partial<ReportContent>, revision = 1): CompilationSource => ({
  reportId: `report-${name}`,
  org: { code: name, name: `${name}党支部` },
  revision,
  content: { ...emptyContent, ...content },
});
const compile = (
  draft: ReportContent,
  sources: CompilationSource[],
  previous: ReturnType<typeof compileDraft> | null = null,
) => compileDraft({ definition, draft, previous: previous?.bindings ?? null, sources, promises: [], newId });

describe('compiling a draft', () => {
  it('adds what the children state and says who contributed what; a missing number is not zero', () => {
    const { content, bindings } = compile(emptyContent, [
      source('a', { indicators: { theme_days: 12, funds: 75.9 } }),
      source('b', { indicators: { theme_days: 10, funds: 0.2 } }),
      source('c', { indicators: {} }),
    ]);
    expect(content.indicators).toMatchObject({ theme_days: 22, funds: 76.1 });
    expect(bindings.indicators.theme_days).toMatchObject({
      computed: { value: '22', contributing: 2 },
      contributors: [{ value: 12 }, { value: 10 }, { value: null }],
    });
    expect(content.indicators).not.toHaveProperty('lectures');
  });

  it('never types a rate into the draft, and computes it as Σ over Σ', () => {
    const { content, bindings } = compile(emptyContent, [
      source('a', { indicators: { measures_done: 1, measures_total: 10 } }),
      source('b', { indicators: { measures_done: 9, measures_total: 10 } }),
    ]);
    expect(content.indicators).not.toHaveProperty('rectified_rate');
    expect(bindings.indicators.rectified_rate?.computed.value).toBe('0.5');
  });

  it('keeps an edited number, marks it overridden, and rebinds the others', () => {
    const first = compile(emptyContent, [source('a', { indicators: { theme_days: 12, lectures: 4 } })]);
    const edited = { ...first.content, indicators: { ...first.content.indicators, theme_days: 15 } };
    const second = compile(edited, [source('a', { indicators: { theme_days: 13, lectures: 6 } }, 2)], first);
    expect(second.content.indicators).toMatchObject({ theme_days: 15, lectures: 6 });
    expect(overriddenIndicators(second.content, second.bindings)).toEqual([
      { key: 'theme_days', computed: '13', value: 15 },
    ]);
  });

  it('fills empty sections under the units’ names and keeps what somebody wrote', () => {
    const texts = {
      sections: [
        { key: 'work', body: '开展了共学。' },
        { key: 'plan', body: '继续共学。' },
      ],
    };
    const draft = { ...emptyContent, sections: [{ key: 'plan', body: '亲手写下的打算。' }] };
    const { content } = compile(draft, [source('甲', texts), source('乙', texts)]);
    const body = (key: string) => content.sections.find((section) => section.key === key)?.body;
    expect(body('work')).toBe('甲党支部：\n开展了共学。\n乙党支部：\n开展了共学。');
    expect(body('plan')).toBe('亲手写下的打算。');
  });

  it('merges the problem lists; edited rows stay, untouched ones follow their source, deleted ones stay away', () => {
    const problem = (id: string, text: string) => ({ id, problem: text });
    const first = compile(emptyContent, [
      source('a', { problems: [problem('1', '记录不全'), problem('2', '结对少'), problem('3', '学得浅')] }),
    ]);
    expect(first.content.problems.map((row) => row.problem)).toEqual(['记录不全', '结对少', '学得浅']);
    const [one, , three] = first.content.problems;
    const edited = { ...first.content, problems: [{ ...one!, problem: '台账记录不全' }, three!] };
    const second = compile(
      edited,
      [
        source(
          'a',
          { problems: [problem('1', '记录缺项'), problem('2', '结对少'), problem('3', '学得不深')] },
          2,
        ),
      ],
      first,
    );
    expect(second.content.problems.map((row) => row.problem)).toEqual(['台账记录不全', '学得不深']);
  });

  it('carries last year’s promised measures over once', () => {
    const promises = [
      { reportId: 'last-year', problem: { id: 'p', problem: '阵地陈旧', measure: '年内更新' } },
    ];
    const first = compileDraft({
      definition,
      draft: emptyContent,
      previous: null,
      sources: [],
      promises,
      newId,
    });
    const second = compileDraft({
      definition,
      draft: first.content,
      previous: first.bindings,
      sources: [],
      promises,
      newId,
    });
    expect(second.content.problems).toEqual(first.content.problems);
    expect(first.content.problems).toMatchObject([{ problem: '阵地陈旧', measure: '年内更新' }]);
  });

  it('links a promise to the item that follows it, to be accounted for anew', () => {
    const told = {
      id: 'p',
      problem: '阵地陈旧',
      measure: '年内更新',
      ledgerId: 'older',
      account: '上年已说',
    };
    const { content } = compileDraft({
      definition,
      draft: emptyContent,
      previous: null,
      sources: [source('a', { problems: [{ ...told, id: 'q', ledgerId: 'theirs', account: '已更新' }] })],
      promises: [{ reportId: 'last-year', problem: told, itemId: 'item' }],
      newId,
    });
    expect(content.problems.map(({ ledgerId, account }) => [ledgerId, account])).toEqual([
      ['item', undefined],
      ['theirs', '已更新'],
    ]);
  });

  it('changes nothing when compiled again from the same sources', () => {
    const values = fc.record({ theme_days: fc.nat(50), lectures: fc.nat(9) }, { requiredKeys: [] });
    const rows = fc.array(fc.string({ minLength: 1, maxLength: 9 }), { maxLength: 3 });
    const children = fc.array(fc.tuple(values, rows), { maxLength: 4 });
    fc.assert(
      fc.property(children, values, (parts, typed) => {
        const sources = parts.map(([indicators, problems], index) =>
          source(String(index), {
            indicators: Object.fromEntries(Object.entries(indicators)),
            problems: problems.map((text, row) => ({ id: String(row), problem: text })),
          }),
        );
        const first = compile(
          { ...emptyContent, indicators: { ...typed } as Record<string, number> },
          sources,
        );
        const second = compile(first.content, sources, first);
        expect(second.content).toEqual(first.content);
      }),
    );
  });
});

describe('staleness', () => {
  it('says which source was reopened, changed or approved afterwards (design 5, case 35)', () => {
    const standing = (
      state: 'approved' | 'returned' | 'drafting',
      revision: number,
      compiledRevision: number | null,
    ) => ({
      reportId: `${state}${revision}`,
      org: { code: 'x', name: 'x' },
      state,
      revision,
      compiledRevision,
    });
    const stale = staleSources([
      standing('approved', 1, 1),
      standing('returned', 1, 1),
      standing('approved', 2, 1),
      standing('approved', 3, null),
      standing('drafting', 0, null),
    ]);
    expect(stale.map((one) => one.reason)).toEqual(['reopened', 'changed', 'added']);
  });
});
