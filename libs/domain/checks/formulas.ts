import type { Mistyping } from './mistypings';

/**
 * Formulas that nobody may word otherwise. None has a usual neighbour that differs by one character inside of it
 * (从严治党 has 从严治校, 校长负责制 has 园长负责制).
 */
const worded = [
  '习近平新时代中国特色社会主义思想',
  '铸牢中华民族共同体意识',
  '中华民族伟大复兴',
  '社会主义核心价值观',
  '中央八项规定精神',
  '意识形态工作责任制',
  '立德树人根本任务',
  '不忘初心、牢记使命',
  '深刻领悟“两个确立”的决定性意义',
  '中国共产党支部工作条例',
  '中国共产党纪律处分条例',
  '中国共产党廉洁自律准则',
  '中国共产党发展党员工作细则',
];
const han = /\p{Script=Han}/u;

/** One character inside the formula is another one, or is missing. What joins words (的, 和) may change. */
function mistyped(formula: string): Mistyping {
  const characters = [...formula];
  const places = characters.flatMap((character, at) => {
    if (at === 0 || at === characters.length - 1 || !han.test(character) || /[的和与及]/.test(character))
      return [];
    const [before, behind] = [formula.slice(0, at), formula.slice(at + 1)];
    return [`${before}(?!${character})(?![的和与及])\\p{Script=Han}?${behind}`];
  });
  return {
    pattern: new RegExp(`(?=${characters[0]})(?:${places.join('|')})`, 'gu'),
    right: () => formula,
    letters: `${characters[0]}${characters.at(-1)}`,
  };
}

/** Formulas with a slip in one of their characters. */
export const formulas: readonly Mistyping[] = worded.map(mistyped);
