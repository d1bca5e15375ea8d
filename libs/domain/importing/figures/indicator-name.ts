import type { IndicatorDefinition } from '../../cycle/template-definition';
import { foldText } from '../../text/fold';
import { subjectOf } from './subject';

/** A place where prose names an indicator. `exact`: by its own name, not by an alias. */
export interface NamedPlace {
  definition: IndicatorDefinition;
  exact: boolean;
  from: number;
  to: number;
  /** Whose the indicator is, where this wording leaves that open; null where it does not. */
  subject: string | null;
}

interface Known {
  definition: IndicatorDefinition;
  exact: boolean;
  subject: string | null;
}

/**
 * Other words for what templates of this kind ask for. Each is taken for the one indicator whose name or aliases fit
 * `concerns`, wherever a template has such a one.
 */
const synonyms: ReadonlyArray<{ concerns: RegExp; words: string }> = [
  {
    concerns: /^(?:查摆|查找|梳理|发现)出?问题$/,
    words:
      '(?:检视|查摆|查找|梳理|排查|剖析|自查|反馈|列出|发现|归纳|指出)(?:出|到|了|的|存在|突出|主要|各类){0,3}问题',
  },
  {
    concerns: /^(?:党建阵地|阵地建设)/,
    words:
      '党员活动(?:室|中心|阵地)|党建(?:长廊|文化墙|文化长廊|活动室|展厅)|活动阵地|党员之家|红色阵地|党群服务中心',
  },
  { concerns: /^转正/, words: '预备党员(?:按期|如期)?转正|(?:按期|如期)转为正式党员' },
];
/** A name whose words stand on both sides of its number: 反馈的9个问题. */
export interface NameAround {
  definition: IndicatorDefinition;
  /** Ends at the number. */
  before: RegExp;
  /** Begins behind the unit. */
  behind: RegExp;
  /** Found in every sentence with such a name. */
  both: RegExp;
}

const asking = '(?:检视|查摆|查找|梳理|排查|剖析|自查|反馈|列出|发现|归纳|指出|对照)';

/** The indicators of a template whose names may stand on both sides of their number. */
export function namesAround(definitions: readonly IndicatorDefinition[]): NameAround[] {
  const asked = definitions.find(
    ({ name, aliases, aggregate }) =>
      aggregate.kind !== 'rate' &&
      [name, ...aliases].some((wording) => /^(?:查摆|查找|梳理|发现)出?问题$/.test(wording)),
  );
  if (asked === undefined) return [];
  return [
    {
      definition: asked,
      before: new RegExp(`${asking}(?:出|到|了|的|存在|共|各类|突出){0,4}$`),
      behind: /^(?:的|方面|突出|具体|主要|共性|存在)*的?问题/,
      both: new RegExp(`${asking}[^。]{0,120}问题`),
    },
  ];
}

/** What turns a name into another thing: 入党申请人, 积极分子培训班, 党课讲稿. */
const otherThing =
  /^(?:人(?!数|次)|培养联系人|联系人|者|员(?!数)|率|签到|影像|照片|讲稿|教案|记录|台账|材料|方案|通知|培训|座谈|竞赛|征文|评比)/;

/** Finds the names and aliases of a template's indicators; computed rates are left out. */
export class IndicatorNames {
  private readonly known = new Map<string, Known>();
  private readonly further: Array<{ expression: RegExp; known: Known }> = [];
  private readonly expression: RegExp | null;

  constructor(definitions: readonly IndicatorDefinition[]) {
    for (const definition of definitions) {
      if (definition.aggregate.kind === 'rate') continue;
      const subject = subjectOf(definition);
      const wordings = [definition.name, ...definition.aliases];
      wordings.forEach((name, index) => {
        const wording = foldText(name).trim();
        if (wording.length >= 2 && !this.known.has(wording)) {
          const open = subject !== null && !wording.includes(subject);
          this.known.set(wording, { definition, exact: index === 0, subject: open ? subject : null });
        }
      });
      for (const { concerns, words } of synonyms) {
        if (wordings.some((wording) => concerns.test(wording)))
          this.further.push({
            expression: new RegExp(`^(?:${words})$`),
            known: { definition, exact: false, subject: null },
          });
      }
    }
    const escaped = [...this.known.keys()]
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const sources = [...this.further.map(({ expression }) => expression.source.slice(1, -1)), ...escaped];
    this.expression = sources.length === 0 ? null : new RegExp(sources.join('|'), 'g');
  }

  /** Places in the stretch `[from, to)` of a folded text, longest names first at one place. */
  find(normal: string, from: number, to: number): NamedPlace[] {
    if (this.expression === null) return [];
    return [...normal.slice(from, to).matchAll(this.expression)].flatMap((match) => {
      const known = this.knownAs(match[0]);
      const end = from + match.index + match[0].length;
      // 副书记讲党课 is not the secretary's.
      if (known === null || normal.charAt(from + match.index - 1) === '副') return [];
      if (otherThing.test(normal.slice(end, end + 5))) return [];
      return [{ ...known, from: from + match.index, to: end }];
    });
  }

  private knownAs(words: string): Known | null {
    return (
      this.known.get(words) ?? this.further.find(({ expression }) => expression.test(words))?.known ?? null
    );
  }
}

const known = new WeakMap<readonly IndicatorDefinition[], IndicatorNames>();

/** The same names for the same template: each section of a report is read with them. */
export function indicatorNamesOf(definitions: readonly IndicatorDefinition[]): IndicatorNames {
  const made = known.get(definitions) ?? new IndicatorNames(definitions);
  known.set(definitions, made);
  return made;
}

/** Units that count the same things in this kind of prose. */
const kin: string[][] = [
  ['次', '场', '场次', '回', '期', '讲', '节', '堂', '余次'],
  ['节', '堂', '次', '场', '课时', '节次', '堂次'],
  ['人', '名', '位'],
  ['份', '人', '名', '位', '封'],
  ['个', '条', '项', '处', '件'],
  ['条', '项', '个', '件'],
  ['篇', '份', '件'],
];
const money: Record<string, number> = { 元: -4, 千元: -1, 万元: 0, 亿元: 4 };

/**
 * A figure's value in the indicator's unit, or null where the units do not fit. Money is converted by
 * shifting the decimal point, so that 759000元 is exactly 75.9万元.
 */
export function valueInUnit(value: number, unit: string, wanted: string): number | null {
  if (unit === wanted || (unit === '' && wanted === '')) return value;
  const [have, want] = [money[unit], money[wanted]];
  if (have !== undefined && want !== undefined) return Number(`${value}e${have - want}`);
  return kin.some((group) => group[0] === wanted && group.includes(unit)) ? value : null;
}

/** An amount to as many places as its indicator has: 28600.5元 is 2.86万元. Everything else stays as it is. */
export function roundedMoney(value: number, { unit, scale }: IndicatorDefinition): number {
  return money[unit] === undefined ? value : Number(`${Math.round(Number(`${value}e${scale}`))}e-${scale}`);
}

/** 阵地建设投入:35000 says no unit, and is likelier in 元 than in the 万元 that are asked for. */
export function isUnlikelyMoney(value: number, { unit }: IndicatorDefinition, said: string): boolean {
  return unit === '万元' && value >= 1000 && !said.includes(unit);
}
