import type { ReportContent } from '@domain/review';
import { outlooks, type Shortcoming, shortcomings } from './problem-passages';
import { forces, results, standard, supervision } from './superior-passages';
import type { Figures, Passage, UnitFacts } from './unit-facts';
import { conduct, example, fusion, growth, meetings, place, service, study } from './work-passages';

const strides = [1, 2, 4, 5];
const ordinals = ['一', '二', '三', '四', '五'];

const branchChapters: Array<[title: string, topics: Passage[][]]> = [
  ['铸魂立根，思想建设抓在日常', [study, meetings]],
  ['强基固本，组织建设落到实处', [place, growth]],
  ['围绕中心，党员作用发挥在一线', [example, fusion]],
  ['为民服务，作风建设见到实效', [service, conduct]],
];
const superiorChapters: Array<[title: string, topics: Passage[][]]> = [
  ['履行第一责任，把担子挑起来', [supervision, study]],
  ['抓基层打基础，把规矩立起来', [standard]],
  ['抓队伍育骨干，把力量聚起来', [forces, fusion]],
  ['抓整改促提升，把成效亮出来', [results]],
];

export interface ContentOptions {
  unit: UnitFacts;
  figures: Figures;
  /** Chooses among wordings; neighbours get neighbouring numbers. */
  variant: number;
  /** A general branch or the bureau tells of those below it. */
  superior: boolean;
  /** Whether the optional last section is written. */
  outlook: boolean;
  /** Ids of the problem rows, in order. */
  problemIds: string[];
  /** YYYY-MM-DD by which the measures are promised. */
  promisedOn: string;
  /** Who answers for the problems, by name. */
  leader: string;
  person: string;
}

/** The variant of a unit, by its place among the units, for a year: no paragraph is that of the year before. */
export const yearsVariant = (place: number, year: number): number => place + (year % 2) * 5;

/** A whole report in the manner of its kind, some 1,500 to 2,500 characters. */
export function composeContent(options: ContentOptions): ReportContent {
  const { unit, figures, variant, superior } = options;
  const chosen = [0, 3, 7].map((step) => pick(shortcomings, variant * 3 + step));
  return {
    sections: [
      { key: 'work', body: workBody(superior ? superiorChapters : branchChapters, unit, figures, variant) },
      { key: 'issues', body: listed(chosen, 'issue') },
      { key: 'causes', body: listed(chosen, 'cause') },
      { key: 'plan', body: listed(chosen, 'measure') },
      ...(options.outlook ? [{ key: 'outlook', body: pick(outlooks, variant) }] : []),
    ],
    indicators: { ...figures },
    problems: chosen.map((shortcoming, index) => ({
      id: options.problemIds[index] ?? '',
      problem: shortcoming.title,
      cause: shortcoming.cause,
      measure: shortcoming.measure,
      leader: options.leader,
      unit: unit.unit,
      person: options.person,
      dueOn: options.promisedOn,
    })),
    unplaced: '',
  };
}

function workBody(
  chapters: Array<[title: string, topics: Passage[][]]>,
  unit: UnitFacts,
  figures: Figures,
  variant: number,
): string {
  return chapters
    .map(([title, topics], chapter) => {
      const passages = topics.map((topic, index) => {
        // Different strides keep two units from sharing all their wordings. Each topic has three: a stride that three
        // divides would give neighbours, and a unit's two years, the same.
        const wording = pick(topic, variant * (strides[chapter] ?? 1) + index * 2 + chapter);
        return `${index + 1}.${wording(unit, figures)}`;
      });
      return [`（${ordinals[chapter]}）${title}`, ...passages].join('\n');
    })
    .join('\n');
}

function listed(chosen: Shortcoming[], part: 'issue' | 'cause' | 'measure'): string {
  return chosen.map((shortcoming, index) => `${ordinals[index]}是${shortcoming[part]}`).join('\n');
}

function pick<T>(from: T[], index: number): T {
  return from[((index % from.length) + from.length) % from.length] as T;
}
