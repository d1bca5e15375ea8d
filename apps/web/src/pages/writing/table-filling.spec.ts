import type { IndicatorDefinition } from '../../api/contract';
import { figuresOf, fillProblems } from './table-filling';

const indicators = [
  { key: 'days', name: '主题党日', unit: '次' },
  { key: 'lectures', name: '书记党课', unit: '次' },
  { key: 'funds', name: '阵地建设投入', unit: '万元' },
] as IndicatorDefinition[];

describe('a range pasted into the indicators', () => {
  it('goes by names, past a column of units', () => {
    const rows = [
      ['指标', '单位', '数值'],
      ['阵地建设投入', '万元', '75.9'],
      ['主题党日：', '次', '12次'],
      ['别的', '个', '3'],
    ];
    expect(figuresOf(rows, indicators, 'lectures')).toEqual({ funds: '75.9', days: '12次' });
  });

  it('goes down the column from where it is pasted', () => {
    expect(figuresOf([['4'], ['75.9'], ['1']], indicators, 'lectures')).toEqual({
      lectures: '4',
      funds: '75.9',
    });
  });
});

describe('a range pasted into the problems', () => {
  let count = 0;
  const key = () => `new${++count}`;
  const first = { id: 'p1', key: 'p1', problem: '旧', cause: '旧因' };

  it('fills from the cell on and adds rows', () => {
    const rows = [
      ['甲', '甲因', '甲策'],
      ['乙', '', '乙策'],
    ];
    const filled = fillProblems([first], rows, { row: 0, field: 'problem' }, () => true, key);
    expect(filled.map(({ problem, cause, measure }) => [problem, cause, measure])).toEqual([
      ['甲', '甲因', '甲策'],
      ['乙', undefined, '乙策'],
    ]);
    expect(filled[0]?.id).toBe('p1');
  });

  it('follows titles, and passes frozen rows over', () => {
    const rows = [
      ['序号', '问题', '整改措施', '责任人', '完成时限'],
      ['1', '甲', '甲策', '周敏', '2026.12.8'],
    ];
    const filled = fillProblems([first], rows, { row: 0, field: 'cause' }, (id) => id !== 'p1', key);
    expect(filled[0]).toBe(first);
    expect(filled[1]).toMatchObject({ problem: '甲', measure: '甲策', person: '周敏', dueOn: '2026.12.8' });
  });
});
