/** Deterministic pseudo-random numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const who = [
  '党支部',
  '支委会',
  '党员教师',
  '年级组',
  '教研组',
  '后勤党小组',
  '青年教师',
  '退休教师党员',
  '团队干部',
  '班主任',
];
const when = [
  '开学前后',
  '每月中旬',
  '期中前',
  '暑假期间',
  '第三季度',
  '教师节前夕',
  '年底前',
  '学期初',
  '周五下午',
  '考核之前',
];
const how = [
  '结合岗位实际',
  '对照年初清单',
  '依托社区阵地',
  '围绕课堂教学',
  '通过结对帮扶',
  '利用课后时间',
  '按照分工安排',
  '听取家长意见',
];
const what = [
  '组织专题学习',
  '开展入户走访',
  '修订值班办法',
  '建立谈心台账',
  '举办读书交流',
  '整理活动档案',
  '评选示范岗位',
  '培训新任组长',
  '公开经费使用',
  '布置文化走廊',
  '联合社区义诊',
  '辅导薄弱学生',
  '研究教学难点',
  '排查安全隐患',
  '慰问困难职工',
  '更新展板内容',
];
const result = [
  '参加率比上学期有明显提高',
  '收集到的建议逐条作了答复',
  '形成的案例在片区作了交流',
  '得到家长和居民的好评',
  '为下一阶段打下了基础',
  '解决了多年未解决的停车问题',
  '新教师的适应期明显缩短',
  '留守学生有了固定的辅导老师',
  '档案资料做到了随查随有',
  '带动了周边学校共同参与',
];
/** What every report says in the same words: likeness must learn that these are nobody's own. */
export const setPhrases = [
  '坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的教育方针，落实立德树人根本任务。',
  '充分发挥基层党组织的战斗堡垒作用和广大党员的先锋模范作用，推动党建工作与教育教学深度融合。',
  '以高度的政治责任感和使命感，认真履行抓基层党建工作第一责任人职责。',
];

/** A report's prose of about `length` characters in the manner of the genre; the same for the same seed. */
export function sampleReport(seed: number, length: number): string {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const parts: string[] = [];
  let written = 0;
  for (let heading = 1; written < length; heading += 1) {
    let paragraph = `${heading % 9 === 1 ? pick(setPhrases) : ''}`;
    for (let sentence = 0; sentence < 6; sentence += 1) {
      const count = 2 + Math.floor(random() * 97);
      paragraph += `${pick(when)}，${pick(who)}${pick(how)}${pick(what)}${count}次，${pick(who)}${pick(what)}，${pick(result)}。`;
    }
    parts.push(paragraph);
    written += paragraph.length + 1;
  }
  return parts.join('\n').slice(0, length);
}

/** 20,000 invented words of two or three characters; frequent ones come first, as in any language. */
const lexicon = (() => {
  const random = seededRandom(1);
  const character = () => String.fromCharCode(0x4e00 + Math.floor(random() * 3500));
  return Array.from(
    { length: 20_000 },
    () => character() + character() + (random() < 0.2 ? character() : ''),
  );
})();

/**
 * Text for a corpus: words drawn by Zipf's law, so that reports share words and short runs of them by
 * chance, the set phrases that all reports share, and nothing else in common.
 */
export function corpusReport(seed: number, length: number): string {
  const random = seededRandom(seed + 1000);
  const sentences: string[] = [];
  let written = 0;
  while (written < length) {
    let sentence = random() < 0.02 ? (setPhrases[Math.floor(random() * setPhrases.length)] ?? '') : '';
    const words = 8 + Math.floor(random() * 16);
    for (let word = 0; word < words; word += 1) {
      sentence += lexicon[Math.floor(lexicon.length ** random()) - 1] ?? '';
      if (word % 7 === 6) sentence += '，';
    }
    sentences.push(`${sentence}。`);
    written += sentence.length + 1;
  }
  return sentences.join('').slice(0, length);
}

/** A report of about 10 KB as a client saves it. */
export const reportContent = (seed: number) =>
  JSON.stringify({
    sections: ['work', 'issues', 'causes', 'plan'].map((key, index) => ({
      key,
      body: `${sampleReport(seed * 4 + index, 830)}。`,
    })),
    indicators: { theme_days: 12, lectures: 4, branch_meetings: 12, member_meetings: 4 },
    problems: [],
  });
