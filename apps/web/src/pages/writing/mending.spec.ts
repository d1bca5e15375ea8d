import type { OpenParts } from '@domain/review/open-parts';
import type { Finding } from '../../api/contract';
import type { Draft } from './draft';
import { mendingOf, takenBack } from './mending';

const draft: Draft = {
  sections: { work: '本年度,抓好D建。', plan: '学习,服务。' },
  indicators: { theme_days: '12' },
  problems: [{ key: 'a', id: 'a', problem: '台帐不全' }],
  unplaced: '',
};
const finding = (
  anchor: Finding['anchor'],
  field: 'body' | 'problem',
  edits: Array<[from: number, was: string, text: string]>,
): Finding => ({
  rule: 'mixed-punctuation',
  severity: 'warning',
  anchor,
  message: '请改正。',
  fix: { field, edits: edits.map(([from, was, text]) => ({ from, to: from + was.length, was, text })) },
});
const findings = [
  finding({ kind: 'section', key: 'work' }, 'body', [[3, ',', '，']]),
  finding({ kind: 'section', key: 'work' }, 'body', [[6, 'D建', '党建']]),
  finding({ kind: 'section', key: 'plan' }, 'body', [[2, ',', '，']]),
  finding({ kind: 'problem', key: 'a' }, 'problem', [[0, '台帐', '台账']]),
];
const open = (sections: string[]): OpenParts => ({
  section: (key: string) => sections.includes(key),
  indicator: () => true,
  problem: () => true,
  addProblem: true,
  unplaced: true,
});

describe('全部改正', () => {
  it('shows what changes, in the parts that are open', () => {
    const { mends, mended } = mendingOf(draft, findings, open(['work']));
    expect(mends.map(({ was, text }) => [was, text])).toEqual([
      [',', '，'],
      ['D建', '党建'],
      ['台帐', '台账'],
    ]);
    expect(mended.sections).toEqual({ work: '本年度，抓好党建。', plan: '学习,服务。' });
    expect(mended.problems[0]?.problem).toBe('台账不全');
  });

  it('leaves what was typed since', () => {
    const typed = { ...draft, sections: { ...draft.sections, work: '全新的一句话。' } };
    expect(mendingOf(typed, findings, open(['work'])).mended.sections.work).toBe('全新的一句话。');
  });

  it('is taken back at once, but for what was written since', () => {
    const { mended } = mendingOf(draft, findings, open(['work', 'plan']));
    expect(takenBack(mended, draft, mended)).toEqual(draft);
    const later = { ...mended, sections: { ...mended.sections, plan: '学习，服务，创新。' } };
    expect(takenBack(later, draft, mended).sections).toEqual({
      work: draft.sections.work,
      plan: '学习，服务，创新。',
    });
  });
});
