import { branchAnnualTemplate } from '../../../cycle/branch-annual-template';
import { checkDraft } from '../../check-draft';
import { soundReport } from '../../sample-report';

/** The years that the rule finds when a section ends with the text, in the cycle of 2026. */
function wrongYears(key: string, text: string): string[] {
  const sections = soundReport.sections.map((section) =>
    section.key === key ? { ...section, body: `${section.body}\n${text}` } : section,
  );
  return checkDraft({
    content: { ...soundReport, sections },
    template: branchAnnualTemplate,
    context: { period: '2026', lastYear: null },
  })
    .filter(({ rule }) => rule === 'wrong-year')
    .map(({ quote }) => quote ?? '');
}

describe('the years of a report', () => {
  it.each([
    '收到申请书逐年增多，其中2023年2份、2024年4份、2026年7份。',
    '2023年以来阵地累计投入9万元，今年投入2万元。',
    '由组织委员负责，2027年4月底前补齐。',
    '两个社区2027年9月起轮流接待。',
    '新台账2027年春季学期开学前启用。',
    '2027年第二季度内由副书记检查。',
    '活动室2021年建成，2023年至今没有更新，1名教师2022年入职。',
    '支部荣获2024年度先进基层党组织。',
    '补齐台账，2027年3月15日前由副书记检查。',
    '| 1 | 台账不齐 | 检查不勤 | 每月查一次 | 陈立 | 2027年6月30日 |',
  ])('are right beside this year or as a deadline: %s', (text) => {
    for (const key of ['work', 'issues', 'causes']) expect(wrongYears(key, text)).toEqual([]);
  });

  it.each([
    ['work', '2023年，支部按月组织学习。', '2023'],
    ['work', '2027年，支部按月组织了学习。', '2027'],
    ['issues', '2027年学习不够经常，记录也不完整。', '2027'],
    ['plan', '台账由组织委员补齐，2025年6月30日前完成。', '2025'],
    ['plan', '2024年底前修订考勤制度。', '2024'],
  ])('are wrong elsewhere, in %s: %s', (key, text, year) => {
    expect(wrongYears(key, text)).toEqual([year]);
  });

  it('of those who joined before a day are no deadlines in a plan', () => {
    expect(wrongYears('plan', '请2025年6月前入党的党员逐一谈话。')).toEqual([]);
  });
});
