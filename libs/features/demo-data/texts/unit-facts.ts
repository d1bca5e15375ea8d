/** The numbers a demonstration report states, by the indicator's key in the branch's annual template. */
export interface Figures {
  theme_days: number;
  lectures: number;
  branch_meetings: number;
  member_meetings: number;
  demo_lessons: number;
  special_talks: number;
  full_members: number;
  applications: number;
  activists: number;
  problems_found: number;
  measures_total: number;
  measures_done: number;
  /** 万元 */
  funds: number;
}

/** What is particular to a unit; the texts are woven around it. */
export interface UnitFacts {
  /** How the unit names itself in prose, e.g. 高一年级党支部. */
  unit: string;
  school: string;
  /** Name of its Party-building brand, without quotation marks. */
  brand: string;
  /** Where the members meet. */
  room: string;
  /** What it concentrated on this year. */
  focus: string;
  /** The neighbourhood it is paired with. */
  neighbour: string;
  /** Whom it teaches or serves. */
  pupils: string;
  /** How many members it has. */
  members: number;
}

/** A passage: the same thought in a unit's own circumstances. */
export type Passage = (unit: UnitFacts, figures: Figures) => string;
