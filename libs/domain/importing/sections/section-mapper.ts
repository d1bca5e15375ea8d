import type { SectionDefinition } from '../../cycle/template-definition';
import { cutText } from '../../text';
import { readRow } from '../figures/table';
import type { DropCode, UnplacedKind } from '../proposal';
import type { Heading } from '../structure/heading';
import type { Unit } from '../structure/unit';
import { aside, ofForm } from './beside-report';
import {
  type Evidence,
  heaviest,
  placeWeights,
  roleCueIn,
  roleOfBody,
  statesLack,
  type Weighed,
} from './evidence';
import type { SectionMatch, SectionMatcher } from './section-matcher';
import type { SectionRole } from './section-variant';

export type Target =
  | { type: 'section'; key: string; heading: boolean; confidence: number; why?: string }
  | { type: 'unplaced'; kind: UnplacedKind }
  | { type: 'dropped'; code: DropCode };

/** A stretch of the view and where it goes. */
export interface Piece {
  from: number;
  to: number;
  report: number;
  target: Target;
}

/** A score that a heading reaches by more than mentioning a section in passing. */
const clearEnough = 0.8;
const bySiblings = 0.5;
const byAnnouncement = 0.55;
const byTable = 0.4;
const bodyRead = 400;
interface Reach {
  key: string | null;
  confidence: number;
  level: number;
  why: string;
}

interface Place {
  /** Sections that the present first-level heading names. */
  named: string[];
  /** The last number at second level, to notice where counting starts again. */
  second: { kind: string; number: number } | null;
}

/** What a mapper works on. `plan`: the report calls itself a plan. */
export interface MappedReport {
  normal: string;
  headings: Heading[];
  report: number;
  plan: boolean;
}

/**
 * Walks the units of one report and gives each to a section, by the evidence of its headings: their wording, the words of
 * everyday speech in them, what the sentences below speak of, number and place, each with its weight (`evidence.ts`). What
 * stands before the first of them is `unplaced`. Every section says why it got its text.
 */
export class SectionMapper {
  /** Sections entered by headings that are still open, outermost first. */
  private readonly open: Reach[] = [];
  private readonly place: Place = { named: [], second: null };
  readonly pieces: Piece[] = [];
  private readonly matches = new Map<Heading, SectionMatch[]>();
  private readonly leading: Heading[];
  private readonly topCount: number;
  private readonly namedKeys = new Set<string>();
  private level = 0;

  constructor(
    private readonly matcher: SectionMatcher,
    private readonly sections: SectionDefinition[],
    private readonly source: MappedReport,
  ) {
    const { normal, headings } = source;
    this.leading = headings.filter((heading) => !heading.inline);
    for (const heading of this.leading) {
      const matches = matcher.match(normal.slice(heading.textFrom, heading.textTo));
      this.matches.set(heading, matches);
      for (const match of matches) if (heading.level === 1 || match.strong) this.namedKeys.add(match.key);
    }
    this.topCount = this.leading.filter((heading) => heading.level === 1).length;
  }

  /** Adds the pieces of the units `first` to `last` (exclusive) to `pieces`. */
  map(units: Unit[], first: number, last: number): void {
    const at = new Map(this.leading.map((heading, index) => [heading.unit, { heading, index }]));
    let top = 0;
    for (let index = first; index < last; index += 1) {
      const unit = units[index]!;
      const here = at.get(index);
      if (here === undefined) this.bodyUnit(unit);
      else if (here.heading.level === 1) this.topHeading(unit, here.heading, here.index, top++);
      else this.lowerHeading(unit, here.heading, here.index);
      if (here !== undefined) this.level = here.heading.level;
    }
  }

  private bodyUnit(unit: Unit): void {
    const key = unit.announces === undefined ? undefined : this.matcher.keysOf(unit.announces)[0];
    // Inside an entry of a list the sentence belongs to the entry.
    if (key !== undefined && key !== this.key && !this.namedKeys.has(key) && this.level <= 1) {
      const opening = this.source.normal.slice(unit.from, unit.from + 20);
      this.enter(key, byAnnouncement, this.level + 0.5, `“${opening}…”引出了一列`);
    }
    this.pushBody(unit.from, unit.to);
  }

  private topHeading(unit: Unit, heading: Heading, index: number, position: number): void {
    const matches = this.matches.get(heading) ?? [];
    this.leaveBelow(1);
    this.place.second = null;
    this.place.named = matches.map((match) => match.key);
    const match = matches[0];
    if (match !== undefined) {
      this.enter(match.key, match.score, heading.level, this.namesIt(heading));
      this.pushHeading(unit, heading);
      return;
    }
    if (aside.test(this.source.normal.slice(heading.textFrom, heading.textTo))) {
      this.enter(null, 0, 1, '');
      this.pushBody(unit.from, unit.to);
      return;
    }
    const evidence = this.evidenceFor(heading, index, position);
    const best =
      heaviest(evidence, this.key, (role) => this.keyOf(role), this.namedKeys) ?? this.anySection();
    if (best !== null && best.key !== this.key) this.enter(best.key, best.sum, 1, best.why);
    const named =
      this.key !== null &&
      evidence.some(({ role, weight }) => weight >= 0.5 && this.keyOf(role) === this.key);
    if (named) this.pushHeading(unit, heading);
    else this.pushBody(unit.from, unit.to);
  }

  /** All that speaks for one section or another where a heading's wording names none. */
  private evidenceFor(heading: Heading, index: number, position: number): Evidence[] {
    const { normal } = this.source;
    const found: Evidence[] = [];
    const cue = roleCueIn(normal.slice(heading.textFrom, heading.textTo));
    if (cue !== null) found.push(cue);
    const next = this.leading.slice(index + 1, index + 200).find(({ level }) => level === 1)?.from;
    const bodyTo = Math.min(next ?? normal.length, heading.textTo + bodyRead);
    const body = roleOfBody(normal.slice(heading.textTo, bodyTo));
    if (body !== null && cue?.role !== 'work') found.push(body);
    const { key } = this;
    if (key === null) {
      const role: SectionRole = this.source.plan ? 'plan' : 'work';
      const weight = this.source.plan ? placeWeights.planned : placeWeights.first;
      found.push({ role, weight, why: this.source.plan ? '全文是一份计划' : '报告的第一部分' });
    } else if (this.matcher.serves(key, 'issues', 'causes')) {
      found.push({ role: 'plan', weight: placeWeights.behindIssues, why: '排在问题和原因之后' });
      const required = this.sections.filter((section) => section.required);
      const list = [this.sections, required].find(({ length }) => length === this.topCount);
      const role = (['issues', 'causes', 'plan', 'outlook'] as const).find(
        (each) => list?.[position] !== undefined && this.matcher.serves(list[position].key, each),
      );
      if (role !== undefined) found.push({ role, weight: placeWeights.sameCount, why: '标题与章节一样多' });
    }
    return found;
  }

  /** A template that has no section for work done takes what it has. */
  private anySection(): Weighed | null {
    const key = this.key ?? this.sections[0]?.key;
    return key === undefined ? null : { key, sum: placeWeights.first, why: '报告的第一部分' };
  }

  private keyOf(role: SectionRole): string | null {
    return this.matcher.keysOf(role)[0] ?? null;
  }

  private lowerHeading(unit: Unit, heading: Heading, index: number): void {
    // 原因：, 措施： under every problem belong to the problem's entry.
    if (heading.kind === 'label' && this.matcher.serves(this.key, 'issues')) {
      this.pushBody(unit.from, unit.to);
      return;
    }
    const { second } = this.place;
    this.leaveBelow(heading.level);
    const restarts =
      heading.level === 2 && second?.kind === heading.kind && heading.number === 1 && second.number >= 2;
    if (heading.level === 2) this.place.second = { kind: heading.kind, number: heading.number };
    const match = this.switchTo(heading);
    if (match !== null) {
      this.enter(match.key, match.score, heading.level, this.namesIt(heading));
      this.pushHeading(unit, heading);
      return;
    }
    const plan = this.keyOf('plan');
    const issues = this.keyOf('issues');
    // Counting starts again after problems and causes: the heading of what follows is missing.
    if (restarts && plan !== null && this.matcher.serves(this.key, 'issues', 'causes')) {
      if (!this.namedKeys.has(plan)) this.enter(plan, bySiblings, 2, '编号从头开始，前面是问题和原因');
    } else if (issues !== null && !this.namedKeys.has(issues) && this.begins(index)) {
      this.enter(issues, bySiblings, heading.level, '这一级的标题说的都是不足');
    }
    this.pushBody(unit.from, unit.to);
  }

  /** 2.1 学习不深入, 2.2 联系不紧密 under the work done, and then the causes: the heading of the problems is missing. */
  private begins(index: number): boolean {
    const { normal } = this.source;
    const heading = this.leading[index]!;
    const states = (each: Heading) => statesLack(normal.slice(each.textFrom, each.textTo));
    if (!states(heading) || (this.key !== null && !this.matcher.serves(this.key, 'work'))) return false;
    const following = this.leading.slice(index + 1, index + 40);
    const end = following.findIndex(({ level }) => level < heading.level);
    const next = following[end];
    const siblings = (end < 0 ? following : following.slice(0, end)).filter(
      ({ level }) => level === heading.level,
    );
    const lacking = siblings.filter(states).length;
    const causes =
      next !== undefined &&
      (this.matches.get(next) ?? []).some(({ key }) => this.matcher.serves(key, 'causes', 'plan'));
    return lacking >= Math.max(causes ? 0 : 1, siblings.length * 0.6);
  }

  /** A lower heading leaves its section only for one that its parent named, or by saying nothing else. */
  private switchTo(heading: Heading): SectionMatch | null {
    for (const match of this.matches.get(heading) ?? []) {
      if (match.key === this.key && !match.strong) continue;
      const named = this.place.named.length > 1 && this.place.named.includes(match.key);
      if (named && heading.level === 2 && match.score >= clearEnough) return match;
      if (match.strong && this.mayEnter(match.key)) return match;
    }
    return null;
  }

  private mayEnter(key: string): boolean {
    return this.key === null || !this.matcher.serves(key, 'work') || key === this.key;
  }

  private namesIt({ textFrom, textTo }: Heading): string {
    return `标题“${cutText(this.source.normal.slice(textFrom, textTo), 24)}”的字面`;
  }

  private get key(): string | null {
    return this.open.at(-1)?.key ?? null;
  }

  /** What a deeper heading entered ends where a heading of this level begins. */
  private leaveBelow(level: number): void {
    while ((this.open.at(-1)?.level ?? 0) > level && this.open.length > 1) this.open.pop();
  }

  private enter(key: string | null, confidence: number, level: number, why: string): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
    this.open.push({ key, confidence: Math.round(confidence * 100) / 100, level, why });
  }

  private pushHeading(unit: Unit, heading: Heading): void {
    let end = heading.textTo;
    while (end < unit.to && /[。.:;!? \t*#】\]]/.test(this.source.normal.charAt(end))) end += 1;
    this.push(unit.from, end, true);
    this.pushBody(end, unit.to);
  }

  private pushBody(from: number, to: number): void {
    if (to <= from) return;
    const { normal, report } = this.source;
    if (this.key !== null) {
      this.push(from, to, false);
      return;
    }
    const work = this.keyOf('work');
    const row = work === null ? null : readRow(normal, from, to);
    if (
      work !== null &&
      row !== null &&
      row.cells.length >= 2 &&
      this.topCount > 0 &&
      !ofForm.test(row.cells[0]!.text)
    ) {
      const target: Target = {
        type: 'section',
        key: work,
        heading: false,
        confidence: byTable,
        why: '第一个标题之前的表格',
      };
      this.pieces.push({ from, to, report, target });
      return;
    }
    const short = to - from <= 45 && !/[。;!?]$/.test(normal.slice(from, to));
    const kind: UnplacedKind = short ? 'title' : 'preamble';
    this.pieces.push({ from, to, report, target: { type: 'unplaced', kind } });
  }

  private push(from: number, to: number, heading: boolean): void {
    const reach = this.open.at(-1);
    if (reach?.key == null || to <= from) return;
    const { key, confidence, why } = reach;
    const target: Target = { type: 'section', key, heading, confidence, why };
    this.pieces.push({ from, to, report: this.source.report, target });
  }
}
