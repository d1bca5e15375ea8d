import type { Claim } from './claim';

/** What parts of a year are called, in their order; all of one row make up the year. */
const years: ReadonlyArray<readonly RegExp[]> = [
  [/^上半年$|^1月?(?:-|—+|–|至|到|~)6月$/, /^下半年$|^7月?(?:-|—+|–|至|到|~)12月$/],
  [1, 2, 3, 4].map((quarter) => new RegExp(`^第?[${quarter}${'一二三四'.charAt(quarter - 1)}]季度$`)),
];

/** The sum of 上半年6次,下半年7次, where each part of the year is told once and nothing else is: the year's figure. */
export function sumOfYear<Mention extends Claim>(claims: readonly Mention[]): Mention[] {
  const parts = claims.map(({ partOfYear }) => (partOfYear ?? '').replace(/\s/g, ''));
  const whole = years.find(
    (names) =>
      names.length === claims.length &&
      names.every((name, index) => name.test(parts[index] ?? '')) &&
      claims.every(({ upper, qualifier }) => upper === undefined && qualifier === undefined),
  );
  const [first] = claims;
  const last = claims.at(-1);
  if (whole === undefined || first === undefined || last === undefined) return [];
  const value = claims.reduce((sum, claim) => sum + claim.value, 0);
  return [
    {
      ...first,
      value: Math.round(value * 100) / 100,
      standing: 'result',
      confidence: Math.min(...claims.map(({ confidence }) => confidence)),
      to: Math.max(last.to, first.to),
    },
  ];
}
