import fc from 'fast-check';
import { attachmentHeader, safeFileName, UniquePaths } from './file-name';

const nasty = fc.array(
  fc.constantFrom(
    '..',
    '/',
    '\\',
    ':',
    '"',
    '\n',
    '\u0000',
    '\u202e',
    '=HYPERLINK("x")',
    '党',
    '𠮷',
    '😀',
    ' ',
    '.',
    'CON',
    '\ud800',
    'é',
  ),
  { maxLength: 60 },
);

describe('safeFileName (case 40)', () => {
  it.each([
    ['../../etc/passwd', '／..／etc／passwd.pdf'],
    ['a\r\nSet-Cookie: x', 'a Set-Cookie： x.pdf'],
    ['=HYPERLINK("http://x")', '=HYPERLINK(＂http：／／x＂).pdf'],
    ['nul', '_nul.pdf'],
    ['   ', '未命名.pdf'],
    ['示范\u202e区', '示范区.pdf'],
  ])('makes %j safe', (typed, expected) => {
    expect(safeFileName(typed, '.pdf')).toBe(expected);
  });

  it('never leaves a separator, a control character, or more than 120 bytes', () => {
    fc.assert(
      fc.property(nasty, (parts) => {
        const name = safeFileName(parts.join(''), '.docx');
        expect(name).toMatch(/\.docx$/);
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(name).not.toMatch(/^\.|^\s/);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(130);
      }),
    );
  });
});

it('gives each path once, whatever its case', () => {
  const paths = new UniquePaths();
  expect(paths.claim(['甲/乙'], '总结A', '.pdf')).toBe('甲／乙/总结A.pdf');
  expect(paths.claim(['甲/乙'], '总结a', '.pdf')).toBe('甲／乙/总结a（2）.pdf');
  expect(paths.claim([], '总结a', '.pdf')).toBe('总结a.pdf');
});

it('writes a header of one line that carries the name', () => {
  fc.assert(
    fc.property(nasty, (parts) => {
      const header = attachmentHeader(parts.join(''), '.pdf');
      expect(header).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$/,
      );
      const name = decodeURIComponent(header.split("UTF-8''")[1]!);
      expect(name).toBe(safeFileName(parts.join(''), '.pdf'));
    }),
  );
});
