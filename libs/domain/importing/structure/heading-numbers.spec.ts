import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

/** Level and words of every heading of a text. */
function outlineOf(text: string): string[] {
  return proposeImport(text, branchAnnualTemplate, { year: 2026 }).outline.map(
    ({ level, marker, text: words }) => `${level} ${marker} ${words}`,
  );
}

describe('the numbers of headings', () => {
  it('may be formal numerals with a dot, above Arabic numbers with a dash', () => {
    const text = [
      '贰零小学党支部总结',
      '壹 · 这一年做了什么',
      '1—课堂里的党员',
      '党员带头承担研究课。',
      '2—社区里的党员',
      '党员轮流到社区报到。',
      '贰 · 还有哪些不足',
      '1—台账不齐',
      '会议记录常常隔月才补。',
    ].join('\n');
    expect(outlineOf(text)).toEqual([
      '1 壹 · 这一年做了什么',
      '2 1— 课堂里的党员',
      '2 2— 社区里的党员',
      '1 贰 · 还有哪些不足',
      '2 1— 台账不齐',
    ]);
  });

  it('may be letters in brackets below Roman numbers and below 一、', () => {
    const below = '\n（A）抓学习\n支部按月学习。\n（B）强组织\n支部按期开会。';
    expect(outlineOf(`Ⅰ. 主要工作${below}`).map((entry) => entry.charAt(0))).toEqual(['1', '2', '2']);
    expect(outlineOf(`一、主要工作${below}`).map((entry) => entry.charAt(0))).toEqual(['1', '2', '2']);
    expect(outlineOf(`一、主要工作\n（一）组织建设${below}`).map((entry) => entry.charAt(0))).toEqual([
      '1',
      '2',
      '3',
      '3',
    ]);
  });

  it.each(['工作总结 一、', '工作总结一、', '有关情况汇报如下一、'])(
    'are found in a text that was run together into one line: …%s',
    (start) => {
      const text = `河口小学党支部${start}主要工作开展情况 （一）抓学习。支部按月组织学习，党员人人发言。（二）强组织。支部按期开会。 二、存在的主要问题 （一）学用脱节。学完没有用到课堂上。 三、原因分析 （一）督促不够。支部检查不及时。`;
      expect(outlineOf(text).map((entry) => entry.charAt(0))).toEqual(['1', '2', '2', '1', '2', '1', '2']);
    },
  );

  it.each([
    'A、B两组分别交流。',
    '甲、乙两个小组轮流值守。',
    '2-人小组轮流值守',
    '（见附表A）支部按月学习。',
    '3-5名党员轮流值守。',
    '1—9月支部坚持学习。',
    '“一·二九”纪念日当天开展主题党日。',
    '一二·九期间组织歌会。',
    '党员分为 一、二两个小组，分别活动，全年没有间断，各有侧重，效果都比较好，得到了教师们的认可和支持。',
  ])('are none in %s', (line) => {
    expect(outlineOf(`一、主要工作\n${line}`)).toHaveLength(1);
  });
});
