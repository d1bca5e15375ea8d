import { branchAnnualTemplate } from '../cycle/branch-annual-template';
import { coverageFaults } from './coverage';
import { proposeImport } from './propose-import';

const doing = '支部把读书会办到年级组，老师们轮流主讲，家长也来旁听，记录整理成册，反响不错。';

function read(text: string) {
  const proposal = proposeImport(text, branchAnnualTemplate, { year: 2026 });
  expect(coverageFaults(text, proposal)).toEqual({ lost: [], doubled: [] });
  return {
    outline: proposal.outline.map(({ level, marker, text: words }) => `${level} ${marker}${words}`),
    sections: proposal.sections.map(({ key, body }) => `${key} ${body.slice(0, 6).split('\n')[0]}`),
    why: proposal.sections.map(({ why }) => why ?? ''),
    problems: proposal.problems.map(
      ({ spans: _spans, confidence: _confidence, report: _report, ...row }) => row,
    ),
    dropped: proposal.dropped.map(({ code, text: words }) => `${code} ${words}`),
  };
}

describe('headings', () => {
  it('are read by decimals without a blank, but sums of money are none', () => {
    expect(read(`1.1阅读活动\n${doing}\n1.2志愿活动\n${doing}\n2.5万元用于图书角。`).outline).toEqual([
      '1 1.1阅读活动',
      '1 1.2志愿活动',
    ]);
  });

  it('are no entries of a list of figures, whatever their labels are called', () => {
    const text = `一、数据\n- 座谈会：6场\n- 查摆问题：8个\n- 整改措施：11条，其中已完成9条\n- 读书会\n二、做法\n${doing}\n三、存在的问题\n参与面还不够宽。`;
    const { outline } = read(text);
    expect(outline).toEqual(['1 一、数据', '1 二、做法', '1 三、存在的问题']);
    const { sections, indicators } = proposeImport(text, branchAnnualTemplate, { year: 2026 });
    expect(sections.find(({ key }) => key === 'issues')?.body).toBe('参与面还不够宽。');
    expect(Object.fromEntries(indicators.map(({ key, value }) => [key, value]))).toMatchObject({
      problems_found: 8,
      measures_total: 11,
      measures_done: 9,
    });
  });

  it('are found in text that lost its line breaks and marks', () => {
    const { outline, sections } = read(
      '一、主要做法（一）办好读书会老师们轮流主讲记录成册（二）办好志愿队每周到社区服务二、存在不足（一）读书会参与面窄（二）志愿队人手少三、今后打算（一）扩大参与（二）充实人手',
    );
    expect(outline).toHaveLength(9);
    expect(outline.filter((line) => line.startsWith('1 '))).toEqual([
      '1 一、主要做法',
      '1 二、存在不足',
      '1 三、今后打算',
    ]);
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues', 'plan']);
  });

  it.each([
    ['Roman', ['Ⅰ.', 'Ⅱ.', 'Ⅲ.']],
    ['Roman in letters', ['I. ', 'II. ', 'III. ']],
    ['enclosed', ['㈠', '㈡', '㈢']],
    ['formal', ['壹、', '贰、', '叁、']],
    ['half brackets', ['一）', '二）', '三）']],
    ['two digits', ['01 ', '02 ', '03 ']],
  ])('%s numbers', (_, numbers) => {
    const text = `${numbers[0]}读书活动\n${doing}\n${numbers[1]}存在的问题\n参与面还不够宽。\n${numbers[2]}下一步打算\n请家长一起读。`;
    const { outline, sections } = read(text);
    expect(outline.map((line) => line.slice(0, 1))).toEqual(['1', '1', '1']);
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues', 'plan']);
  });

  it('stand in brackets', () => {
    const { outline, sections } = read(
      `【阅读情况】\n${doing}\n【志愿服务】\n${doing}\n【问题一】\n参与面还不够宽，人手偏少。`,
    );
    expect(outline).toEqual(['1 【阅读情况】', '1 【志愿服务】', '1 【问题一】']);
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues']);
  });

  it('are bare lines in plain words, and say why', () => {
    const { sections, why } = read(
      `我们做成了哪些事\n${doing}\n短处在哪\n读书会的参与面还不够宽，主讲的人手偏少。\n根子何在\n由于安排得晚，导致不少老师错过了时间。\n明年怎么办\n我们将提早安排，请家长一起读，让更多人参与。`,
    );
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues', 'causes', 'plan']);
    expect(why[1]).toBe('标题里有“短处”，正文说的是不足');
  });

  it('label the text below, and what stands beside the report is no section’s', () => {
    const { sections, outline } = read(
      `数字说明：\n全年举办读书会、志愿服务等各类活动，参加人数逐年上升。\n工作情况：\n${doing}\n不足之处：\n参与面还不够宽。\n备注：\n数据由教务处统计，截至十二月底。`,
    );
    expect(outline.map((line) => line.slice(0, 1))).toEqual(['1', '1', '1', '1']);
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues']);
  });

  it('follow a stray sign', () => {
    expect(
      read(`一、情况\n（一）办读书会\n${doing}\n?（二）办志愿队\n${doing}\n◆（三）办画展\n${doing}`).outline,
    ).toHaveLength(4);
  });
});

describe('sections', () => {
  it('are rid of what programs and pages put between', () => {
    const { dropped } = read(
      [
        `一、情况`,
        doing,
        '- 3 -',
        doing,
        '第2页 / 共6页',
        '（登录后查看全文）',
        '（此处略去200字）',
        doing,
        '本文由人工智能助手生成，仅供参考',
      ].join('\n'),
    );
    expect(dropped.map((line) => line.split(' ')[0])).toEqual([
      'page',
      'page',
      'navigation',
      'remark',
      expect.any(String),
    ]);
  });

  it('are rid of the head that every page repeats', () => {
    const page = (number: number) => [doing, doing, doing, doing, `— ${number} —`, '绿谷小学党支部年度材料'];
    const { dropped } = read(
      ['绿谷小学党支部年度材料', '一、情况', ...page(1), ...page(2), ...page(3), doing].join('\n'),
    );
    expect(dropped.filter((line) => line.startsWith('page'))).toHaveLength(3);
    expect(dropped.join()).toContain('绿谷小学党支部年度材料');
  });

  it.each(['正视短板，找准方向', '主要困难及下一年目标'])('two share one heading: %s', (heading) => {
    const { sections } = read(
      `一、主要做法\n${doing}\n二、${heading}\n参与面还不够宽，人手也偏少。\n往后，我们要请家长一起读，充实人手。`,
    );
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues', 'plan']);
  });

  it('take a table that stands before the first heading', () => {
    const { sections } = read(
      `名称\t上年\t本年\n党员大会\t3\t4\n一、开展情况\n${doing}\n二、存在的问题\n参与面窄。`,
    );
    expect(sections).toEqual(['work 名称\t上年\t', 'issues 参与面窄。']);
  });

  it('begin with sentences that announce a list', () => {
    const { problems, sections } = read(
      '支部年底做了一次自查。查找出如下不足：1、读书会参与面窄。2、志愿队人手少。拟采取以下整改措施：1、扩大参与。2、充实人手。',
    );
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['issues', 'plan']);
    expect(problems.map(({ problem, measure }) => [problem, measure])).toEqual([
      ['读书会参与面窄。', '扩大参与。'],
      ['志愿队人手少。', '充实人手。'],
    ]);
  });

  it('begin where a number is missing and the headings state lacks', () => {
    const { sections, why } = read(
      `一、自评情况\n1.1 读书会办得勤\n${doing}\n2.1 参与面不够宽\n来的总是那几位。\n2.2 记录不及时\n常常隔周才补。\n三、原因分析\n安排得晚。\n四、整改措施\n提早安排。`,
    );
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues', 'causes', 'plan']);
    expect(why[1]).toBe('这一级的标题说的都是不足');
  });

  it('of a text that calls itself a plan hold no results', () => {
    const text = `2027年党支部活动安排\n一、总体要求\n${doing}\n二、具体安排\n1.党员大会：每季度1次，全年4次。\n2.主题党日：全年12次。`;
    const proposal = proposeImport(text, branchAnnualTemplate, { year: 2026 });
    expect(proposal.indicators.filter(({ key }) => key !== null)).toEqual([]);
    expect(proposal.sections.map(({ key }) => key)).toEqual(['plan']);
  });
});

describe('rows of the problem list', () => {
  const heads = `一、开展情况\n${doing}\n`;

  it('are labelled entries outside the problems’ section', () => {
    const { problems } = read(
      `${heads}二、整改台账\n1.关于“家访不经常”的问题。整改措施：每学期走访一遍。责任人：何静；完成时限：2026年4月底前。\n2.关于“台账不全”的问题。整改措施：按月归档。责任单位：办公室；完成时限：6月15日。`,
    );
    expect(problems).toEqual([
      {
        problem: '关于“家访不经常”的问题。',
        measure: '每学期走访一遍。',
        person: '何静',
        dueOn: '2026-04-30',
      },
      { problem: '关于“台账不全”的问题。', measure: '按月归档。', unit: '办公室', dueOn: '2026-06-15' },
    ]);
  });

  it('are labelled line by line', () => {
    const { problems } = read(
      '【问题1】家访不经常\n【原因】事务多\n【措施】每学期走访一遍\n【责任领导】何静\n【完成时限】明年三月底\n【问题2】台账不全\n【原因】没有专人\n【措施】\n按月归档',
    );
    expect(problems).toEqual([
      {
        problem: '家访不经常',
        cause: '事务多',
        measure: '每学期走访一遍',
        leader: '何静',
        dueOn: '2027-03-31',
      },
      { problem: '台账不全', cause: '没有专人', measure: '按月归档' },
    ]);
  });

  it('keep their labels’ lines below them in one section', () => {
    const text = `${heads}二、存在的问题\n问题一：家访不经常。\n原因：事务多。\n措施：每学期走访一遍。\n完成时限：2026年11月底\n问题二：台账不全。\n原因：没有专人。\n措施：按月归档。\n完成时限：长期坚持`;
    const { problems, sections } = read(text);
    expect(sections.map((line) => line.split(' ')[0])).toEqual(['work', 'issues']);
    expect(problems).toEqual([
      { problem: '家访不经常。', cause: '事务多。', measure: '每学期走访一遍。', dueOn: '2026-11-30' },
      { problem: '台账不全。', cause: '没有专人。', measure: '按月归档。' },
    ]);
  });

  it.each([
    ['究其原因，是安排得晚', '安排得晚'],
    ['根源在于缺少专人', '缺少专人'],
    ['主要原因是方法单一', '方法单一'],
  ])('name their cause in the same sentence: %s', (words, cause) => {
    const { problems } = read(`${heads}二、存在的问题\n1.家访次数偏少，${words}。\n2.台账不全。`);
    expect(problems[0]).toMatchObject({ problem: '家访次数偏少', cause: `${cause}。` });
  });

  it.each(['\t', ' | ', '    '])('stand in a table set by “%s”', (gap) => {
    const row = (...cells: string[]) => cells.join(gap);
    const { problems } = read(
      `${heads}二、问题清单\n${row('序号', '存在问题', '整改措施', '责任领导', '责任单位', '责任人', '完成时限')}\n${row('1', '家访不经常', '每学期走访一遍', '何静', '德育处', '方明', '9月底')}`,
    );
    expect(problems).toEqual([
      {
        problem: '家访不经常',
        measure: '每学期走访一遍',
        leader: '何静',
        unit: '德育处',
        person: '方明',
        dueOn: '2026-09-30',
      },
    ]);
  });

  it('are parted by semicolons', () => {
    const { problems } = read(
      `${heads}二、存在的问题\n主要是：家访次数偏少；台账记录不全；宣传还不够及时。\n三、改进措施\n每学期走访一遍；按月归档；每周发一条消息。`,
    );
    expect(problems.map(({ problem, measure }) => [problem, measure])).toEqual([
      ['家访次数偏少', '每学期走访一遍'],
      ['台账记录不全', '按月归档'],
      ['宣传还不够及时。', '每周发一条消息。'],
    ]);
  });

  it('and their causes stand in one paragraph', () => {
    const { problems } = read(
      `${heads}二、存在的问题\n工作中还有差距，主要表现在：家访次数偏少；台账记录不全。究其原因，一是事务安排过满；二是缺少专人管理。`,
    );
    expect(problems).toEqual([
      { problem: '家访次数偏少', cause: '事务安排过满' },
      { problem: '台账记录不全。', cause: '缺少专人管理。' },
    ]);
  });

  it('find who and until when in the measure’s sentences', () => {
    const { problems } = read(
      `${heads}二、存在的问题\n1.家访次数偏少。\n2.台账记录不全。\n3.宣传不及时。\n三、改进措施\n1.每学期走访一遍，由宣传委员方明负责，2027年5月底前完成。\n2.台账按月归档，责任人何静，10月31日前落实到位。\n3.宣传由办公室牵头，年底前形成制度。`,
    );
    expect(problems).toMatchObject([
      { person: '方明', dueOn: '2027-05-31' },
      { person: '何静', dueOn: '2026-10-31' },
      { unit: '办公室', dueOn: '2026-12-31' },
    ]);
  });
});

describe('several reports in one text', () => {
  it('are named, so that a person can say which is meant', () => {
    const one = (school: string) =>
      `${school}党支部年度工作总结\n一、主要工作\n${doing}\n二、存在的问题\n参与面窄。\n`;
    const text = one('东山小学') + one('西河小学');
    const { reports } = proposeImport(text, branchAnnualTemplate);
    expect(reports.map(({ report, title }) => [report, title])).toEqual([
      [1, expect.any(String)],
      [2, '西河小学党支部年度工作总结'],
    ]);
    expect(proposeImport(one('东山小学'), branchAnnualTemplate).reports).toEqual([]);
  });
});
