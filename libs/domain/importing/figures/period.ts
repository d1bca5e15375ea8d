import type { ShortPeriod } from '../structure/title-period';

/** Of which time a figure speaks, seen from the cycle's year. */
export type Period = 'unsaid' | 'this' | 'former' | 'later' | 'many' | 'part' | 'compared';

interface PeriodMark {
  at: number;
  end: number;
  period: Exclude<Period, 'unsaid'> | 'whole';
  /** Where it no longer speaks: the end of a bracket or of a clause; Infinity for the whole sentence. */
  until: number;
  /** The words that name it. */
  words: string;
}

interface Habit {
  expression: RegExp;
  /** Null: the words say nothing after all. */
  read: (match: RegExpExecArray, year: number | undefined) => PeriodMark['period'] | null;
  /** A day of that time, or a comparison, concerns its own clause only. */
  clause?: boolean;
}

const numeral = '(?:[一两二三四五六七八九十]{1,3}|\\d{1,2})';
const fullYear = '(20\\d\\d|二[〇○零][〇○零一二三四五六七八九]{2})';
const digitOf = '〇一二三四五六七八九';

function yearOf(text: string | undefined): number {
  return Number(
    (text ?? '')
      .replace(/[○零]/g, '〇')
      .replace(/[〇一二三四五六七八九]/g, (digit) => String(digitOf.indexOf(digit))),
  );
}

function against(named: number, year: number | undefined): 'this' | 'former' | 'later' | null {
  if (year === undefined) return null;
  return named === year ? 'this' : named < year ? 'former' : 'later';
}

/** Tried in this order at one place; the first that fits is taken. */
const habits: Habit[] = [
  {
    expression: new RegExp(
      `(?:比|较|与|同|超过?|高于|低于|多于|少于)(?:去年|上年|上一年|往年|前年|${fullYear}年)度?(?:同期)?`,
      'y',
    ),
    read: () => 'compared',
    clause: true,
  },
  { expression: /同比|同期|环比/y, read: () => 'compared', clause: true },
  {
    expression: new RegExp(`${fullYear}年?(?:-|~|—{1,2}|–|至|到)${fullYear}(学年)?年?`, 'y'),
    read: (match) => (match[3] === undefined ? 'many' : null),
  },
  { expression: /(?:今年|本年|年初|本年度)以来|1 ?月? ?(?:-|至|到|~) ?1[12] ?月/y, read: () => 'this' },
  {
    expression: new RegExp(`[自从]?${fullYear}年(?:\\d{1,2}月)?[^,;。0-9]{0,8}?以?来(?![自源到信宾访])`, 'y'),
    read: (match, year) => (yearOf(match[1]) === year ? 'this' : 'many'),
  },
  { expression: /一年来|一年以来|这一年/y, read: () => 'this' },
  {
    expression: new RegExp(
      `(?:近|过去|最近|连续|前|这)?${numeral}(?:个)?年(?:来|间|以来|之?内(?!部)|中(?!考|级))|(?:近|过去|最近)(?:几|${numeral})个?年|[两二三四五六七八九十]年(?:共|累计|合计|总计|一共|总共)`,
      'y',
    ),
    read: () => 'many',
  },
  {
    expression:
      /历年|多年来?|几年来|近年来|任期(?:内|以来)|(?:换届|建校|建园|建院|成立|到任|任职|组建|开办)以来|"?[十]?[一二三四五]五"?(?:期间|时期|以来)/y,
    read: () => 'many',
  },
  {
    expression: new RegExp(`${fullYear}[年.\\-/]\\d{1,2}(?:月|[.\\-/]\\d{1,2})(?:\\d{1,2}日)?`, 'y'),
    read: (match, year) =>
      against(yearOf(match[1]), year) === 'this' ? 'part' : against(yearOf(match[1]), year),
    clause: true,
  },
  {
    expression: new RegExp(`${fullYear}(?:学年度?|年度?)`, 'y'),
    read: (match, year) => against(yearOf(match[1]), year),
  },
  { expression: /今年|本年度?|年内|当年|本学年/y, read: () => 'this' },
  {
    expression:
      /(?:去年|上年度|上年(?!度)|上一年度|上一年(?!度)|往年|前年|上学年)(?!的?(?:指出|反馈|查摆|检查|评议|述职|巡察|遗留|考核|问题))/y,
    read: () => 'former',
  },
  { expression: /明年|来年|下一年度?|下学年|下年度/y, read: () => 'later' },
  { expression: /1月? ?(?:-|—{1,2}|–|至|到|~) ?(?:[2-9]|1[01])月(?!\d{1,2}日)/y, read: () => 'part' },
  {
    expression: /([2-9]|1[01])月? ?(?:-|—{1,2}|–|至|到|~) ?(?:[4-9]|1[0-2])月(?!\d{1,2}日)/y,
    read: () => 'part',
  },
  { expression: /上个?月(?!\d)|上个?季度/y, read: () => 'former', clause: true },
  {
    expression: /前(?:[两二三四五六七八九十]|十一|\d{1,2})个?(?:季度|月)/y,
    read: () => 'part',
  },
  { expression: /[截至到]止? ?\d{1,2}月(?:\d{1,2}日|底|末)?/y, read: () => null },
  {
    expression: new RegExp(
      `[上下]半年|第?[一二三四1-4]季度|[一二三四1-4]季度|近${numeral}个?(?:月|周)|(?<![每年按])(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|本季度|本月|当月|暑期|暑假|寒假|春季|秋季|[本上下这]?学期|假期`,
      'y',
    ),
    read: () => 'part',
  },
  {
    expression:
      /全年度?|年度(?=[共累总合])|累计|总计|合计|共计|总共|一共|共(?=[ \d一二两三四五六七八九十开召举组计收上讲发培完投转有])/y,
    read: () => 'whole',
  },
];

const beginning =
  /[0-9自从二比较与同超高低多少今本年一近过最连前这历几任换建成到组开十三四五六七八九"去上往明来下截至第两春秋当暑寒学假全累总合共环]/;
const longest = 2000;

/** Reads what a sentence says about time, and answers for any place of it. Linear in its length. */
export class Periods {
  private readonly marks: PeriodMark[] = [];

  constructor(
    private readonly text: string,
    private readonly from: number,
    to: number,
    year: number | undefined,
    /** The quarter or month that the report is about, if not a year. */
    private readonly short?: ShortPeriod,
  ) {
    const end = Math.min(to, from + longest);
    for (let at = from; at < end; ) at = this.readAt(at, end, year);
  }

  private readAt(at: number, end: number, year: number | undefined): number {
    const character = this.text.charAt(at);
    // What stands in a title or a quotation is a name.
    const closing = character === '《' ? '》' : character === '“' ? '”' : null;
    if (closing !== null) {
      const close = this.text.slice(at, Math.min(end, at + 60)).indexOf(closing);
      if (close > 0) return at + close + 1;
    }
    if (!beginning.test(character)) return at + 1;
    for (const { expression, read, clause } of habits) {
      expression.lastIndex = at;
      const match = expression.exec(this.text);
      if (match === null || match.index + match[0].length > end) continue;
      const said = read(match, year);
      const period = this.seenFromReport(said, match[0]);
      const stop = at + match[0].length;
      if (period !== null) {
        // 由上年的2名增加到4名: the time of what it started from.
        const origin =
          period === 'former' && /[由从]\s?$/.test(this.text.slice(Math.max(this.from, at - 2), at));
        const until = this.reach(at, stop, end, clause === true || origin);
        this.marks.push({ at, end: stop, period, until, words: match[0] });
      }
      return stop;
    }
    return at + 1;
  }

  /** In a quarter's or a month's report that time is asked for, and the year is more than it. */
  private seenFromReport(said: PeriodMark['period'] | null, words: string): PeriodMark['period'] | null {
    if (this.short === undefined) return said;
    if (this.short.own.test(words.replace(/\s/g, ''))) return 'this';
    return said === 'this' && !/^20\d\d年度?$/.test(words) ? 'part' : said;
  }

  /** Whether the last time named before a place is the report's own; always false in a year's report. */
  isOwn(place: number): boolean {
    const named = this.marks.filter(({ at, until }) => at < place && until >= place);
    // 共 says nothing about time; 累计 behind another figure counts since January, 本季度累计 does not.
    const last = named
      .filter(
        ({ period, words, at }, index) =>
          period !== 'whole' ||
          (/[全年累]/.test(words) && /\d/.test(this.text.slice(named[index - 1]?.end ?? this.from, at))),
      )
      .at(-1);
    return last !== undefined && this.short?.own.test(last.words.replace(/\s/g, '')) === true;
  }

  /** Inside a bracket a time speaks to the bracket's end. */
  private reach(at: number, stop: number, end: number, clause: boolean): number {
    const before = this.text.slice(Math.max(this.from, at - 30), at);
    const after = this.text.slice(stop, Math.min(end, stop + 60));
    if (before.lastIndexOf('(') > before.lastIndexOf(')')) {
      const close = after.indexOf(')');
      if (close >= 0) return stop + close;
    }
    if (!clause) return Number.POSITIVE_INFINITY;
    const next = after.search(/[,;。]/);
    return next < 0 ? end : stop + next;
  }

  /** The time that a place speaks of, and whether the words before it speak of a whole. */
  at(place: number): { period: Period; whole: boolean; part?: string } {
    let period: Period = 'unsaid';
    let part: string | undefined;
    let whole = false;
    let wholeAt = -1;
    let partEnd = this.from;
    for (const mark of this.marks) {
      if (mark.at >= place) break;
      if (mark.until < place) continue;
      if (mark.period === 'whole') {
        // 上半年共6次 is the part's sum; 上半年6次,共12次 and 全年 are more than it.
        const between = this.text.slice(partEnd, mark.at);
        const ofPart =
          period === 'part' &&
          !/[全年]/.test(mark.words) &&
          !/\d|[一二三四五六七八九十][次场节人名份个条]/.test(between);
        if (ofPart && this.short === undefined) continue;
        whole = true;
        wholeAt = mark.end;
        if (period === 'part' && this.short === undefined) period = 'this';
      } else if (mark.period === 'part' && (period === 'former' || period === 'later')) {
        // 2025年上半年: a part of another year stays another year.
      } else {
        period = mark.period;
        if (mark.period === 'part') {
          whole = false;
          part = mark.words;
          partEnd = mark.end;
        }
      }
    }
    // 共 counts for the figure behind it, not for the rest of the sentence.
    if (whole && /\d[^\d]{0,12}[,;]/.test(this.text.slice(wholeAt, place))) whole = false;
    return { period, whole, ...(period === 'part' && part !== undefined ? { part } : {}) };
  }

  /** Where the last time before a place is named, so that ellipsis can be told from a new subject. */
  namesTime(from: number, to: number): boolean {
    return this.marks.some(({ at }) => at >= from && at < to);
  }
}
