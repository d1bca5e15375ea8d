/**
 * Radicals that stand for whole characters in the text of many PDFs, and that Unicode's own compatibility mapping does
 * not know (CJK Radicals Supplement).
 */
const radicals =
  '⺁厂⺄乙⺒巳⺓幺⺔彑⺘手⺙攵⺛无⺝月⺠民⺥爪⺬示⺭示⺮竹⺯糸⺱网⺲罒⺶羊⺷羊⺸羊⺹老⺻聿⺼肉⺾艹⻁虎⻂衣⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻍辶⻎辶⻏邑⻐钅⻑长⻒长⻓长⻔门⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟饣⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟';

/** Stretches of the basic plane whose compatibility forms are one character for one. */
const stretches: ReadonlyArray<[from: number, to: number]> = [
  [0x2e80, 0x2fd5],
  [0x3036, 0x303a],
  [0xf900, 0xfaff],
];

/** Ordinary characters for radicals and compatibility ideographs, by code; traditional ones are left so. */
export const ordinaryOf: ReadonlyMap<number, number> = new Map([...supplement(), ...decomposed()]);

function* supplement(): Generator<[number, number]> {
  for (let at = 0; at < radicals.length; at += 2)
    yield [radicals.charCodeAt(at), radicals.charCodeAt(at + 1)];
}

function* decomposed(): Generator<[number, number]> {
  for (const [from, to] of stretches) {
    for (let code = from; code <= to; code += 1) {
      const character = String.fromCharCode(code);
      const ordinary = character.normalize('NFKC');
      if (ordinary !== character && ordinary.length === 1) yield [code, ordinary.charCodeAt(0)];
    }
  }
}
