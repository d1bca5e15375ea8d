import type { SectionRole } from './section-variant';

/** What speaks for a section, with its weight; `why` is Chinese, for the reader and for tests. */
export interface Evidence {
  role: SectionRole;
  weight: number;
  why: string;
}

/**
 * Words of everyday speech by which headings and sentences tell what they are about, where they name no section. Headings
 * say it shortly; of sentences several are needed, so each weighs less.
 */
const headingCues: ReadonlyArray<[role: SectionRole, expression: RegExp]> = [
  ['causes', /为什么|为啥|何以|缘何|为何|何在|根子|症结|原因|根源|成因|怎么会|从何而来/],
  [
    'plan',
    /(?:来年|明年|今后|往后|以后|接下来|下一步|下步|后续|新的一年|下学[年期]|下一年|将来|接续)|找准方向|改进方向|努力的方向|怎么[干改办做]$|怎样[干改办做]$|如何[干改办做]$|路在何方|再出发|打算|设想|对策|整改(?!落实|完成|情况|成效|台账|清单)/,
  ],
  [
    'issues',
    /整改(?:台账|清单)|差距|差在|(?:哪里|哪些)(?:地方)?(?:我们?)?(?:还|做得|做|干得)*(?:不|没|差|错|欠)|不足|短板|短处|缺点|问题|困难|薄弱|弱项|难点|欠缺|不够|没做好|还差|遗憾|正视|自我检视|反思/,
  ],
  ['outlook', /展望|愿景|寄语/],
  ['work', /做了|干了|完成|成绩|成效|成果|亮点|特色|做法|收获|回顾|举措|情况|开展|履职|经验|工作/],
];
/** What one did about a lack is work done: 聚焦短板, 破解难题, 问题整改情况. */
const solving =
  /(?:聚焦|针对|破解|补齐|补|坚持|围绕|解决|立足|紧盯|突破|攻克|化解|推动|狠抓|督促)[^,;:]{0,6}(?:问题|不足|短板|差距|困难|难点|薄弱|弱项)|问题(?:导向|整改(?!台账|清单)(?:落实|完成)?(?:情况|成效)?|销号|清零)/;

/** The role that a heading's everyday words speak of. */
export function roleCueIn(words: string): Evidence | null {
  if (solving.test(words)) return { role: 'work', weight: 0.45, why: '标题说的是解决问题的工作' };
  // 正视差距，找准方向 begins with the one and goes on with the other; work is what is left.
  const named = headingCues
    .flatMap(([role, expression]) => {
      const match = expression.exec(words);
      return match === null
        ? []
        : [{ role, at: role === 'work' ? words.length : match.index, word: match[0] }];
    })
    .sort((a, b) => a.at - b.at);
  const [first] = named;
  if (first === undefined) return null;
  // 差距的原因: the causes.
  const role =
    first.role === 'issues' && named.some((each) => each.role === 'causes') ? 'causes' : first.role;
  return { role, weight: role === 'work' ? 0.3 : 0.5, why: `标题里有“${first.word}”` };
}

const lack =
  /不够|不足|不强|不深|不高|不实|不严|不到位|不及时|不规范|不经常|不系统|不平衡|不均衡|不主动|不完善|不健全|不紧|不多|不广|不全|不细|不牢|不浓|不新|较少|偏少|偏弱|较弱|薄弱|欠缺|缺乏|缺少|滞后|流于形式|有差距|有待|单一|缺位|松懈|脱节|两张皮/;
const lackAll = new RegExp(lack.source, 'g');
const reason = /由于|原因(?:在于|是)|根源(?:在于|是)|究其|归根|导致|所致|造成|认识不|重视不/g;
const intention =
  /(?:^|[,;。])(?:[^,;。]{0,12}?)(?:将|要|拟|计划|争取|力争|继续|进一步|着力|大力)(?!求|点|素)|下一步|今后|明年|来年/g;

/** Whether a heading states a lack: 学习不深入. */
export function statesLack(words: string): boolean {
  return lack.test(words) && !solving.test(words);
}

/** What the sentences under a heading speak of; null where they tell of work as most do. */
export function roleOfBody(body: string): Evidence | null {
  const per = Math.max(1, body.length / 100);
  const lacks = (body.match(lackAll)?.length ?? 0) / per;
  const reasons = (body.match(reason)?.length ?? 0) / per;
  const intentions = (body.match(intention)?.length ?? 0) / per;
  if (reasons >= 1 && reasons >= intentions) return { role: 'causes', weight: 0.3, why: '正文说的是原因' };
  if (intentions >= 1.5 && intentions > lacks) return { role: 'plan', weight: 0.3, why: '正文说的是打算' };
  if (lacks >= 1.2) return { role: 'issues', weight: 0.35, why: '正文说的是不足' };
  return null;
}

/** Weights of what is no word: the place in the report, and a number that is missing just there. */
export const placeWeights = {
  /** The first heading of a report tells of work. */
  first: 0.4,
  /** What stands behind problems and causes, where nothing else is the plan. */
  behindIssues: 0.35,
  /** As many headings as sections, in their order. */
  sameCount: 0.25,
  /** A text that calls itself a plan. */
  planned: 0.45,
  /** Goes on with the section before. */
  goesOn: 0.32,
} as const;

/** Least sum of weights by which a heading leaves the section before it. */
export const enough = 0.4;

/** The section that evidence speaks for, and all that was said for it. */
export interface Weighed {
  key: string;
  sum: number;
  why: string;
}

/**
 * The section for which most speaks; the present one where that is too little to leave it, null where nothing speaks at all.
 * `keyOf` gives the section that serves a role, `named` the sections that other headings name.
 */
export function heaviest(
  evidence: readonly Evidence[],
  present: string | null,
  keyOf: (role: SectionRole) => string | null,
  named: ReadonlySet<string>,
): Weighed | null {
  const sums = new Map<string, { sum: number; why: string[] }>();
  const add = (key: string, weight: number, why: string[]) => {
    const known = sums.get(key) ?? { sum: 0, why: [] };
    known.sum += weight;
    known.why.push(...why);
    sums.set(key, known);
  };
  for (const { role, weight, why } of evidence) {
    const key = keyOf(role);
    // A section that another heading names is not guessed at, and nobody returns to the work done.
    if (key === null || (key !== present && named.has(key))) continue;
    if (role === 'work' && present !== null && key !== present) continue;
    add(key, weight, [why]);
  }
  if (present !== null) add(present, placeWeights.goesOn, []);
  const [best] = [...sums].sort((a, b) => b[1].sum - a[1].sum);
  if (best === undefined) return null;
  const [key, { sum, why }] = best;
  if (key !== present && present !== null && sum < enough) return { key: present, sum, why: '' };
  return { key, sum: Math.min(0.75, sum), why: why.join('，') };
}
