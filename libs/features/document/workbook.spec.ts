import { buffer } from 'node:stream/consumers';
import { describeWithProgram, produced, withFile } from '@testing/external-program';
import { Workbook } from 'exceljs';
import { type CompletionBook, renderCompletionWorkbook } from './completion-workbook';
import { renderCsv } from './csv';
import { renderRollupWorkbook } from './rollup-workbook';

const counts = {
  expected: 14,
  waived: 1,
  not_started: 9,
  drafting: 2,
  in_review: 1,
  returned: 1,
  approved: 1,
  published: 0,
  overdue: 3,
  late: 0,
  extended: 0,
};
const formula = '=HYPERLINK("http://example.org","点我")';

const book = (): CompletionBook => ({
  cycleTitle: '2025年度报告',
  asOf: new Date('2025-12-10T16:00:00Z'),
  timeZone: 'Asia/Shanghai',
  tiers: [
    {
      name: '支部/层级',
      nodes: [
        { code: 'sf', name: '示范区', depth: 0, counts, returnsPerReport: 0.5, medianReviewHours: null },
        {
          code: '007',
          name: formula,
          depth: 1,
          counts: { ...counts, expected: 0 },
          returnsPerReport: 0,
          medianReviewHours: 20,
        },
      ],
      reports: [
        {
          code: 'sf01',
          name: '甲\r\n支部\u0000',
          superior: '+1+1',
          state: 'in_review',
          late: true,
          overdue: false,
          dueAt: new Date('2025-12-10T15:59:59.999Z'),
          firstSubmittedAt: null,
          waitingOn: '@张三',
        },
      ],
    },
  ],
});

async function read(stream: AsyncIterable<Uint8Array>): Promise<Workbook> {
  const workbook = new Workbook();
  const content = await buffer(stream as never);
  await workbook.xlsx.load(
    content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer,
  );
  return workbook;
}

describe('completion workbook', () => {
  it('freezes heads, formats numbers and leaves what is missing empty', async () => {
    const workbook = await read(renderCompletionWorkbook(book()));
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['支部 层级完成情况', '支部 层级明细']);
    const sheet = workbook.worksheets[0]!;
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 2 });
    expect(sheet.getCell('A1').value).toBe('2025年度报告　统计时间：2025-12-11 00:00');
    expect(sheet.getRow(2).values).toEqual(
      expect.arrayContaining(['应报', '未填报', '审核中', '免报', '逾期']),
    );
    expect(sheet.getCell('C3').value).toBe(14);
    expect(sheet.getCell('C3').numFmt).toBe('#,##0');
    const share = sheet.getRow(2).values as string[];
    const column = share.indexOf('报送率');
    expect(sheet.getRow(3).getCell(column).value).toBeCloseTo(3 / 14);
    expect(sheet.getRow(3).getCell(column).numFmt).toBe('0.0%');
    expect(sheet.getRow(4).getCell(column).value).toBeNull();
  });

  it('writes what looks like a formula as text (case 40)', async () => {
    const workbook = await read(renderCompletionWorkbook(book()));
    const cell = workbook.worksheets[0]!.getCell('B4');
    expect(cell.formula).toBeUndefined();
    expect(cell.value).toBe(`　${formula}`);
    expect(workbook.worksheets[0]!.getCell('A4').value).toBe('007');
    expect(workbook.worksheets[1]!.getCell('C3').value).toBe('+1+1');
    expect(workbook.worksheets[1]!.getCell('B3').value).toBe('甲\n支部\uFFFD');
  });

  it('shows instants by the clocks of the cycle', async () => {
    const sheet = (await read(renderCompletionWorkbook(book()))).worksheets[1]!;
    expect(sheet.getCell('G3').value).toEqual(new Date('2025-12-10T23:59:00Z'));
    expect(sheet.getCell('G3').numFmt).toBe('yyyy-mm-dd hh:mm');
  });
});

describe('rollup workbook', () => {
  it('keeps decimals exact, rates as rates, and says how many units a value comes from', async () => {
    const workbook = await read(
      renderRollupWorkbook({
        cycleTitle: '2025年度报告',
        tierName: '支部',
        asOfText: '2025-12-11 00:00',
        indicators: [
          { key: 'funds', name: '阵地建设投入', unit: '万元', scale: 2, aggregate: { kind: 'sum' } },
          {
            key: 'rate',
            name: '整改完成率',
            unit: '',
            scale: 4,
            aggregate: { kind: 'rate', numerator: 'a', denominator: 'b' },
          },
          { key: 'huge', name: '巨数', unit: '元', scale: 0, aggregate: { kind: 'sum' } },
        ],
        nodes: [
          {
            code: 'sf',
            name: '示范区',
            depth: 0,
            contributing: 3,
            indicators: {
              funds: { value: '75.9', contributing: 3 },
              rate: { value: null, contributing: 0 },
              huge: { value: '12345678901234567890', contributing: 1 },
            },
          },
        ],
      }),
    );
    const sheet = workbook.worksheets[0]!;
    expect(sheet.getCell('D2').value).toBe('阵地建设投入（万元）合计');
    expect([sheet.getCell('D3').value, sheet.getCell('D3').numFmt, sheet.getCell('E3').value]).toEqual([
      75.9,
      '#,##0.00',
      3,
    ]);
    expect(sheet.getCell('F3').value).toBeNull();
    expect(sheet.getCell('H3').value).toBe('12345678901234567890');
  });
});

describeWithProgram('soffice', { package: 'libreoffice-calc-nogui', optional: true }, (soffice) => {
  it('shows text for what looks like a formula, and numbers for numbers', async () => {
    const content = await buffer(renderCompletionWorkbook(book()) as never);
    const csv = await withFile('completion.xlsx', content, (path, folder) => {
      const profile = `-env:UserInstallation=file://${folder}/profile`;
      soffice([
        profile,
        '--headless',
        '--convert-to',
        'csv:Text - txt - csv (StarCalc):44,34,76',
        '--outdir',
        folder,
        path,
      ]);
      return produced.read(path.replace(/xlsx$/, 'csv'), 'utf8');
    });
    expect(csv).toContain('=HYPERLINK(""http://example.org""');
    expect(csv).toContain('14,9,2,1,1,1,0,1,3,0,0,');
  });
});

it('quotes CSV so that no field is a formula or breaks its row (case 40)', () => {
  expect(
    renderCsv([
      ['名称', '数'],
      [formula, -5],
      ['甲"乙\n丙', null],
      ['-1+1', 1.5],
    ]),
  ).toBe(
    '\uFEFF"名称","数"\r\n"\'=HYPERLINK(""http://example.org"",""点我"")","-5"\r\n"甲""乙\n丙",\r\n"\'-1+1","1.5"\r\n',
  );
});
