import fc from 'fast-check';
import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import type { ProblemItem, ReportContent } from '../review/content';
import { mergeImport, oversizedParts } from './merge-import';

const empty: ReportContent = { sections: [], indicators: {}, problems: [], unplaced: '' };
const merge = (
  draft: Partial<ReportContent>,
  imported: Partial<ReportContent>,
  template = branchAnnualTemplate,
) => mergeImport({ ...empty, ...draft }, { ...empty, ...imported }, template, ({ id }) => `new-${id}`);

describe('an import into a draft', () => {
  it('replaces a section, keeps what it displaces, and leaves the others', () => {
    const draft = {
      sections: [
        { key: 'work', body: '旧的情况' },
        { key: 'plan', body: '旧的打算' },
      ],
      unplaced: '手记',
    };
    const merged = merge(draft, { sections: [{ key: 'work', body: '新的情况' }], unplaced: '标题' });
    expect(merged.sections).toEqual([
      { key: 'work', body: '新的情况' },
      { key: 'plan', body: '旧的打算' },
    ]);
    expect(merged.unplaced).toBe('手记\n\n【原“主要工作完成情况”】\n旧的情况\n\n标题');
  });

  it('displaces nothing that the new text contains, and no blanks', () => {
    const sections = [{ key: 'work', body: '第一段。\n第二段。' }];
    expect(merge({ sections: [{ key: 'work', body: '第一段。\n' }] }, { sections }).unplaced).toBe('');
    expect(merge({ sections: [{ key: 'work', body: ' \n' }] }, { sections }).unplaced).toBe('');
  });

  it('fills indicators that are missing, never those typed or computed', () => {
    const merged = merge(
      { indicators: { theme_days: 10, lectures: 0 } },
      { indicators: { theme_days: 12, lectures: 4, member_meetings: 5, rectified_rate: 0.5, unknown: 1 } },
    );
    expect(merged.indicators).toEqual({ theme_days: 10, lectures: 0, member_meetings: 5 });
  });

  it('adds problems, fills empty fields of the same ones, and keeps what is beyond the limit as text', () => {
    const held: ProblemItem = { id: 'a', problem: '学习 不够', cause: '忙' };
    const found: ProblemItem[] = [
      { id: '1', problem: '学习不够', cause: '懒', measure: '建台账' },
      { id: '2', problem: '服务不够' },
      { id: '3', problem: '宣传不够', measure: '勤写稿' },
    ];
    const template = { ...branchAnnualTemplate, problems: { enabled: true, maxItems: 2 } };
    const merged = merge({ problems: [held] }, { problems: found }, template);
    expect(merged.problems).toEqual([
      { id: 'a', problem: '学习 不够', cause: '忙', measure: '建台账' },
      { id: 'new-2', problem: '服务不够' },
    ]);
    expect(merged.unplaced).toBe('【问题】宣传不够\n措施：勤写稿');
  });

  it('names what is too long to be saved', () => {
    const content = {
      sections: [{ key: 'work', body: '字'.repeat(100_001) }],
      indicators: {},
      problems: [{ id: '1', problem: '字'.repeat(5001) }],
      unplaced: '',
    };
    expect(oversizedParts(content).map(({ pointer }) => pointer)).toEqual([
      '/sections/work',
      '/problems/0/problem',
    ]);
  });

  const body = fc.string({ unit: fc.constantFrom('学', '习', '。', '\n', ' '), maxLength: 12 });
  const content = fc.record<ReportContent>({
    sections: fc
      .dictionary(fc.constantFrom('work', 'issues', 'plan'), body)
      .map((bodies) => Object.entries(bodies).map(([key, text]) => ({ key, body: text }))),
    indicators: fc.dictionary(fc.constantFrom('theme_days', 'lectures'), fc.nat(20)),
    problems: fc
      .uniqueArray(
        body.filter((text) => text.trim() !== ''),
        {
          maxLength: 4,
          selector: (text) => text.replace(/\s+/g, ''),
        },
      )
      .map((texts) => texts.map((problem, index) => ({ id: String(index + 1), problem }))),
    unplaced: body,
  });

  it('loses no text of either side, and does nothing the second time', () => {
    const dense = (text: string) => text.replace(/\s+/g, '');
    fc.assert(
      fc.property(content, content, (draft, imported) => {
        const once = merge(draft, imported);
        const kept = [...once.sections.map((section) => section.body), once.unplaced].map(dense);
        for (const text of [...draft.sections, ...imported.sections].map((section) => dense(section.body)))
          expect(kept.some((held) => held.includes(text))).toBe(true);
        for (const text of [draft.unplaced, imported.unplaced].map(dense))
          expect(kept.at(-1)).toContain(text);
        expect(once.indicators).toMatchObject(draft.indicators);
        for (const { problem } of [...draft.problems, ...imported.problems])
          expect(once.problems.map((item) => dense(item.problem))).toContain(dense(problem));
        expect(merge(once, imported)).toEqual(once);
      }),
    );
  });
});
