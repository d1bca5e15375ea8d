import { compose } from './compose';
import { chineseOrdinal, headingOf, sectionHeading } from './heading';
import { paragraphsOf, printableLine, printableText } from './printable-text';
import { sampleReport } from './sample-report';

describe('compose', () => {
  it('orders title, sections, notes, signature and attachments', () => {
    const kinds = compose(sampleReport(1)).map((block) => block.kind);
    expect(kinds[0]).toBe('title');
    expect(kinds.slice(kinds.indexOf('signature'))).toEqual([
      'signature',
      'attachment',
      'table',
      'attachment',
      'table',
    ]);
  });

  it('leaves out sections without text and numbers the others through', () => {
    const headings = compose(sampleReport(1)).flatMap((block) =>
      block.kind === 'heading' && block.level === 1 ? [block.text] : [],
    );
    expect(headings).toEqual(['一、主要工作完成情况', '二、存在的问题', '三、下一步工作打算']);
  });

  it('shows a missing value as missing, never as zero', () => {
    const table = compose(sampleReport(1)).find((block) => block.kind === 'table');
    expect(table?.kind === 'table' && table.rows[3]).toEqual(['4', '入党申请书', '—', '份']);
  });

  it('shares each table’s whole width among its columns', () => {
    for (const block of compose(sampleReport(1))) {
      if (block.kind !== 'table') continue;
      expect(block.columns.reduce((sum, column) => sum + column.share, 0)).toBeCloseTo(1, 6);
    }
  });

  it('prints the period only where the title does not say it', () => {
    const subtitles = (title: string): number =>
      compose({ ...sampleReport(1), title }).filter((block) => block.kind === 'subtitle').length;
    expect(subtitles('2025年度工作总结')).toBe(0);
    expect(subtitles('工作总结')).toBe(1);
  });

  it('has no attachment note without attachments', () => {
    const blocks = compose({ ...sampleReport(1), indicators: [], problems: [] });
    expect(JSON.stringify(blocks)).not.toContain('附件');
  });
});

describe('headingOf', () => {
  it.each([
    ['一、总体情况', 1, '一、总体情况', ''],
    ['（一）学习不深。表现为不读原文。', 2, '（一）学习不深。', '表现为不读原文。'],
    ['(二)载体不多', 2, '(二)载体不多', ''],
    ['1.规范程序', 3, '1.规范程序', ''],
    ['12．规范程序', 3, '12．规范程序', ''],
    ['（3）台账', 4, '（3）台账', ''],
  ])('reads %s', (line, level, heading, rest) => {
    expect(headingOf(line)).toMatchObject({ level, heading, rest });
  });

  it.each(['12.5万元用于阵地', '一年来，', '（2025年）', `（一）${'长'.repeat(80)}`])(
    'takes %s for text',
    (line) => {
      expect(headingOf(line)).toBeNull();
    },
  );
});

it('numbers sections in Chinese, once', () => {
  expect([1, 10, 11, 20, 21, 99].map(chineseOrdinal)).toEqual([
    '一',
    '十',
    '十一',
    '二十',
    '二十一',
    '九十九',
  ]);
  expect(sectionHeading(2, '二、存在的问题')).toBe('二、存在的问题');
});

describe('printableText', () => {
  it('makes what no document can hold visible and keeps the rest', () => {
    expect(printableText('a\u0000b\r\nc\rd\te\u2028f\ud800g\uffff𠮷\u200f😀')).toBe(
      'a\uFFFDb\nc\nd e\nf\uFFFDg\uFFFD𠮷\u200f😀',
    );
    expect(printableLine(' 一行\r\n 又一行 ')).toBe('一行 又一行');
    expect(paragraphsOf('\u3000\u3000段一\n\n  段二 \n')).toEqual(['段一', '段二']);
  });
});
