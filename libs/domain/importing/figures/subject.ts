import type { IndicatorDefinition } from '../../cycle/template-definition';

/** Who does what an indicator counts, where its name says so: 书记 of 书记党课, whose alias is 党课. */
export function subjectOf({ name, aliases }: IndicatorDefinition): string | null {
  const noun = aliases
    .filter((alias) => name.endsWith(alias) && name.length - alias.length >= 2)
    .sort((a, b) => b.length - a.length)[0];
  const subject = noun === undefined ? '' : name.slice(0, name.length - noun.length);
  return persons.includes(subject) ? subject : null;
}

const persons = ['书记', '支委', '委员', '党员', '专家', '教师', '校长', '园长', '领导', '干部'];
const person =
  /(?<!(?:为|给|向|对|面向|组织|带领|号召|动员)[^,;。、书]{0,6})(副书记|第一书记|书记|支委(?!会)|支部委员(?!会)|委员(?!会)|班子成员|领导班子|(?:班子)?其他(?:班子)?(?:同志|成员|支委|委员)|领导干部|党员(?:教师|老师|同志)?(?!大会|活动|干部|示范|发展)|专家|教师|老师|校长|园长|院长|领导|名师|骨干|宣讲员|宣讲团|讲师|组长|教授|劳模|代表|老同志|干部|党小组(?!会)|小组(?!会|长)|教研组|科室|年级组)/g;
const others =
  /(?:(?:\d|[两二三四五六七八九十])个(?:党?支部|党组织|学校)|(?:各|其他|所属|下属)党?支部)(?=共|累计|合计|均|召开|开展|举办|组织|先后|分别|收到|讲)|全区|全市|全县|全镇|全街道|上级|兄弟|结对单位|共建单位/;
const attended = /(?:参加|参与|观看|收看|聆听|收听|列席)(?!人数|率)[^,;。]{0,14}$|听(?:取|了)?$/;
/** 为社区居民举办讲座: done for people outside the branch's own unit. */
const outsiders =
  /(?:为|给|向|面向|帮助?|赴|到|应邀|受邀)[^,;。]{0,8}(?:企业|公司|工厂|社区|村民|村里|居民|市民|群众|商户|农户|园区|乡镇|街道|机关|部队|外校|外单位|共建|结对|友邻|周边|社会|家长)[^,;。]{0,10}$/;
/** 镇党委书记来校讲党课: the secretary of a higher or of another unit. */
const otherSecretary =
  /(?:(?<![校学园地])[省市区县镇乡](?:党?工?委)?|街道(?:党?工?委)?|教育(?:局|党?工委|体育局)|上级|社区|村|兄弟学校|共建单位|第一)(?:党委|党组|党组织|党总支|党支部|支部)?(?:副)?书记[^,;。书]{0,6}$/;
const reach = 60;

/**
 * How well a place that names an indicator fits whose indicator it is: 1 where its subject stands before it or nobody
 * does, 0 where somebody else does, between where it is open.
 */
export function subjectFit(
  normal: string,
  sentenceFrom: number,
  place: number,
  subject: string | null,
): number {
  const ahead = normal.slice(Math.max(sentenceFrom, place - reach), place);
  const clause = ahead.slice(ahead.lastIndexOf(',') + 1);
  if (others.test(clause) || outsiders.test(clause)) return 0.4;
  if (attended.test(clause)) return 0.5;
  if (otherSecretary.test(clause + (normal.startsWith('书记', place) ? '书记' : ''))) return 0.4;
  if (subject === null) return 1;
  const named = [...ahead.matchAll(person)].map((match) => ({
    who: match[1]!.startsWith('党员') ? '党员' : match[1]!,
    at: match.index,
  }));
  const last = named.at(-1);
  if (last === undefined || last.who === subject) return 1;
  // 书记、校长: both.
  const before = named.at(-2);
  const joined =
    before !== undefined &&
    before.who === subject &&
    /^[、和与及]/.test(ahead.slice(before.at + subject.length, last.at));
  // Of both together: how many of them are the one's is open.
  if (joined) return 0.55;
  // Teachers who are Party members are often called teachers.
  return subject === '党员' && /教师|老师|骨干/.test(last.who) ? 0.5 : 0;
}

/** Whether words name somebody else who does what the subject does. */
export function namesAnother(words: string, subject: string | null): boolean {
  if (subject === null) return false;
  return [...words.matchAll(person)].some(([, who]) => who !== subject);
}

/** 班子成员上党课8次,书记带头讲3次: the subject does it, and the noun was said before. */
export function actsAsSubject(before: string, subject: string | null): number | null {
  if (subject === null) return null;
  const deed = '(?:主讲|开讲|宣讲|讲授?|上|授课|作|做)(?:了|课)?(?:全年|共|累计)?';
  const match = new RegExp(
    `(?<!副|第一)${subject}(?:同志|本人|带头|亲自|带头亲自|先后|全年|共|已){0,3}${deed}\\s?$|(?<=其中|[:,、(;])${subject}(?:本人)?\\s?$`,
  ).exec(before);
  return match === null ? null : match.index;
}
