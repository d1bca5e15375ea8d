import type { OpenParts } from '@domain/review/open-parts';
import type { ImportProposal } from '../../api/report';
import type { Draft } from './draft';
import { applyImport, mappingOf } from './import-mapping';

const everything: OpenParts = {
  section: () => true,
  indicator: () => true,
  problem: () => true,
  addProblem: true,
  unplaced: true,
};
const draft: Draft = { sections: { work: '已有', plan: '' }, indicators: {}, problems: [], unplaced: '' };
const section = (key: string, heading: string, body: string, report = 1) => ({
  key,
  heading,
  body,
  report,
  spans: [],
  confidence: 1,
});
const figure = (key: string | null, value: number, quote: string, confidence = 0.9) => ({
  key,
  name: '',
  unit: '次',
  value,
  quote,
  confidence,
  offset: 0,
  report: 1,
});
const proposal: ImportProposal = {
  reports: [],
  sections: [section('work', '一、工作', '做了三件事'), section('gone', '附记', '感谢')],
  indicators: [
    {
      ...figure('theme_days', 12, '主题党日12次'),
      alternatives: [
        { value: 12, quote: '共12次', offset: 5 },
        { value: 14, quote: '14次', offset: 9 },
      ],
    },
    figure('lectures', 4, '约4次', 0.3),
    { ...figure(null, 9, '走访9人'), suggests: 'visits' },
    figure(null, 3, '别的3个'),
  ],
  problems: [
    { problem: '甲', report: 1, confidence: 1, spans: { problem: [0, 1] } },
    { problem: '乙', report: 2, confidence: 1, spans: { problem: [0, 1] } },
  ],
  unplaced: [{ text: '抬头', spans: [], kind: 'text' }],
  dropped: [],
  outline: [],
  findings: [],
  losses: [],
};

describe('an import', () => {
  it('replaces what it maps, and keeps what fits nowhere', () => {
    const result = applyImport(draft, mappingOf(proposal, draft, everything));
    expect(result.sections.work).toBe('做了三件事');
    expect(result.unplaced).toBe('附记\n感谢\n抬头');
  });

  it('takes sure figures only, and offers the others', () => {
    const mapping = mappingOf(proposal, draft, everything);
    expect(applyImport(draft, mapping).indicators).toEqual({ theme_days: '12' });
    expect(mapping.figures.map(({ key, take }) => [key, take])).toEqual([
      ['theme_days', true],
      ['lectures', false],
      ['visits', false],
    ]);
    for (const found of mapping.figures) if (found.key === 'theme_days') found.chosen = 1;
    expect(applyImport(draft, mapping).indicators).toEqual({ theme_days: '14' });
  });

  it('appends, moves and leaves out where asked', () => {
    const mapping = mappingOf(proposal, draft, everything);
    const [first, second, third] = mapping.blocks;
    Object.assign(first ?? {}, { how: 'append' });
    Object.assign(second ?? {}, { target: { section: 'plan' } });
    Object.assign(third ?? {}, { target: 'left out' });
    expect(applyImport(draft, mapping)).toMatchObject({
      sections: { work: '已有\n做了三件事', plan: '感谢' },
      unplaced: '',
    });
  });

  it('takes of several reports the one that is chosen', () => {
    const two = {
      ...proposal,
      reports: [
        { report: 1, title: '甲校', offset: 0 },
        { report: 2, title: '乙校', offset: 99 },
      ],
      sections: [...proposal.sections, section('work', '一、工作', '另一家的', 2)],
    };
    const mapping = mappingOf(two, draft, everything);
    expect(mapping.reports.map(({ number }) => number)).toEqual([1, 2]);
    expect(applyImport(draft, mapping).sections.work).toBe('做了三件事');
    const second = applyImport(draft, { ...mapping, report: 2 });
    expect(second.sections.work).toBe('另一家的');
    expect(second.problems.map(({ problem }) => problem)).toEqual(['乙']);
    expect(applyImport(draft, { ...mapping, report: null }).sections.work).toBe('做了三件事\n另一家的');
  });

  it('never writes into a frozen section', () => {
    const result = applyImport(
      draft,
      mappingOf(proposal, draft, { ...everything, section: (key) => key === 'plan' }),
    );
    expect(result.sections.work).toBe('已有');
    expect(result.unplaced).toContain('做了三件事');
  });

  it('leaves out what goes nowhere once text without a place is frozen', () => {
    const frozen = { ...everything, section: () => false, unplaced: false };
    expect(applyImport(draft, mappingOf(proposal, draft, frozen)).unplaced).toBe('');
  });
});
