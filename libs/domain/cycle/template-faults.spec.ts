import { branchAnnualTemplate } from './branch-annual-template';
import type { IndicatorDefinition, TemplateDefinition } from './template-definition';
import { templateFaults } from './template-faults';

const indicator = (key: string, change: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  key,
  name: key,
  unit: '次',
  required: false,
  scale: 0,
  aggregate: { kind: 'sum' },
  aliases: [],
  ...change,
});
const section = (key: string, title = key) => ({
  key,
  title,
  guidance: '',
  required: true,
  minLength: 0,
  maxLength: 100,
  aliases: [] as string[],
});
const template = (change: Partial<TemplateDefinition> = {}): TemplateDefinition => ({
  sections: [section('work')],
  indicators: [indicator('done'), indicator('total')],
  rules: [],
  problems: { enabled: true, maxItems: 10 },
  checks: {},
  ...change,
});
const pointers = (change: Partial<TemplateDefinition>) =>
  templateFaults(template(change)).map((fault) => `${fault.pointer} ${fault.code}`);

describe('faults of a template', () => {
  it('finds none in the demonstration template', () => {
    expect(templateFaults(branchAnnualTemplate)).toEqual([]);
  });

  it('wants something to report', () => {
    expect(pointers({ sections: [], indicators: [] })).toEqual(['/sections empty']);
  });

  it('wants keys to be unique, and headings to name one section', () => {
    expect(pointers({ sections: [section('a', '甲'), section('a', '甲')] })).toEqual([
      '/sections/1/key duplicate',
    ]);
    expect(pointers({ sections: [section('a', '甲'), { ...section('b', '乙'), aliases: ['甲'] }] })).toEqual([
      '/sections/1 ambiguous',
    ]);
    expect(pointers({ indicators: [indicator('a'), indicator('a')] })).toEqual([
      '/indicators/1/key duplicate',
    ]);
  });

  it('wants limits that leave something possible', () => {
    expect(pointers({ sections: [{ ...section('a'), minLength: 101 }] })).toEqual([
      '/sections/0/minLength limits',
    ]);
    expect(pointers({ indicators: [indicator('a', { min: 2, max: 1 })] })).toEqual([
      '/indicators/0/min limits',
    ]);
  });

  it('wants a rate to be of two sums that exist', () => {
    const rate = (numerator: string, denominator: string, required = false) =>
      indicator('rate', { required, aggregate: { kind: 'rate', numerator, denominator } });
    const base = [
      indicator('done'),
      indicator('total'),
      indicator('mean', { aggregate: { kind: 'average' } }),
    ];
    expect(pointers({ indicators: [...base, rate('done', 'total')] })).toEqual([]);
    expect(pointers({ indicators: [...base, rate('done', 'none')] })).toEqual([
      '/indicators/3/aggregate/denominator unknown_key',
    ]);
    expect(pointers({ indicators: [...base, rate('mean', 'total')] })).toEqual([
      '/indicators/3/aggregate/numerator not_a_sum',
    ]);
    expect(pointers({ indicators: [...base, rate('done', 'done', true)] })).toEqual([
      '/indicators/3/required computed',
      '/indicators/3/aggregate same_key',
    ]);
  });

  it('wants rules over indicators that are typed', () => {
    const rule = { id: 'r', left: 'done', operator: '<=' as const, right: 'total', message: '不对' };
    expect(pointers({ rules: [rule] })).toEqual([]);
    expect(pointers({ rules: [rule, { ...rule, right: 'x' }] })).toEqual([
      '/rules/1/id duplicate',
      '/rules/1/right unknown_key',
    ]);
  });
});
