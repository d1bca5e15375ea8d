import fc from 'fast-check';
import { malformedNumbers } from './figures/malformed-number';
import { placeholders } from './wording/placeholder';

/** What the alternatives of both patterns are made of. */
const parts = [
  ...[
    '20xx年',
    '20××',
    '202X',
    '二〇XX',
    '二零××',
    'XX',
    'Ｘ',
    '×',
    'x次',
    '___',
    '＿＿',
    '**',
    '＊',
    '○○',
    '□',
    '☑',
    '■■',
    '●●',
  ],
  ...[
    '某某',
    '某',
    '【',
    '】',
    '［',
    '］',
    '[',
    ']',
    '（',
    '）',
    '(',
    ')',
    '待填写',
    '此处',
    '姓名',
    '500字左右',
    '…',
    '\u3000',
    ' ',
  ],
  ...[
    '单击或点击此处填写文字',
    '点击',
    '在此输入',
    '请在此',
    '这里补充',
    '选择一项。',
    '“',
    '”',
    '‘',
    '’',
    '《',
    '》',
    '「',
    '」',
  ],
  ...[
    '12.5.3',
    '1..2',
    '1,,2',
    '4,85,6',
    '3.',
    '万元',
    '5%%',
    '百分之',
    '5％',
    '13月',
    '31日',
    '0月',
    '9月',
    '3O',
    'l5',
    'I',
    '节',
    '次',
    '年',
  ],
  ...['党', '支部', '，', '。', '\n'],
];
const found = (pattern: RegExp, text: string) =>
  [...text.matchAll(pattern)].map(({ 0: words, index }) => [index, words]);

describe('where a pattern is tried', () => {
  it.each([
    ['placeholders', placeholders],
    ['malformed numbers', malformedNumbers],
  ])('is wherever %s may begin', (_, pattern) => {
    const everywhere = new RegExp(pattern.source.replace(/^\(\?=\[(?:\\.|[^\]\\])*\]\)/, ''), pattern.flags);
    expect(everywhere.source.length).toBeLessThan(pattern.source.length);
    let seen = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 12 }), (words) => {
        const text = words.join('');
        expect(found(pattern, text)).toEqual(found(everywhere, text));
        seen += found(everywhere, text).length;
      }),
      { numRuns: 2000 },
    );
    expect(seen).toBeGreaterThan(500);
  });
});
