import type { SectionDefinition } from '../../cycle/template-definition';
import type { DropCode, UnplacedKind } from '../proposal';
import type { Heading } from '../structure/heading';
import type { Unit } from '../structure/unit';
import type { SectionMatch, SectionMatcher } from './section-matcher';

export type Target =
  | { type: 'section'; key: string; heading: boolean; confidence: number; why?: string }
  | { type: 'unplaced'; kind: UnplacedKind }
  | { type: 'dropped'; code: DropCode };

/** A stretch of the text and where it goes. */
export interface Piece {
  from: number;
  to: number;
  report: number;
  target: Target;
}

/** What a section's confidence starts from when only its place speaks for it. */
const byPosition = 0.5;
const byDefault = 0.4;
/** A score that a heading reaches by more than mentioning a section in passing. */
const clearEnough = 0.8;

interface Reach {
  key: string | null;
  confidence: number;
  level: number;
}

interface Place {
  /** Sections that the present first-level heading names. */
  named: string[];
  /** The last number at second level, to notice where counting starts again. */
  second: { kind: string; number: number } | null;
}

/**
 * Walks the units of one report and gives each to a section: by the wording of headings, by their place
 * and number where the wording says nothing, and to `unplaced` before the first of them.
 */
export class SectionMapper {
  /** Sections entered by headings that are still open, outermost first. */
  private readonly open: Reach[] = [];
  private readonly place: Place = { named: [], second: null };
  readonly pieces: Piece[] = [];
  private readonly matches = new Map<Heading, SectionMatch[]>();
  private readonly topCount: number;
  private readonly namedKeys = new Set<string>();

  constructor(
    private readonly normal: string,
    private readonly matcher: SectionMatcher,
    private readonly sections: SectionDefinition[],
    private readonly headings: Heading[],
    private readonly report: number,
  ) {
    const leading = headings.filter((heading) => !heading.inline);
    for (const heading of leading) {
      const matches = matcher.match(normal.slice(heading.textFrom, heading.textTo));
      this.matches.set(heading, matches);
      for (const match of matches) if (heading.level === 1 || match.strong) this.namedKeys.add(match.key);
    }
    this.topCount = leading.filter((heading) => heading.level === 1).length;
  }

  /** Adds the pieces of the units `first` to `last` (exclusive) to `pieces`. */
  map(units: Unit[], first: number, last: number): void {
    const leading = new Map(this.headings.filter((heading) => !heading.inline).map((h) => [h.unit, h]));
    let top = 0;
    for (let index = first; index < last; index += 1) {
      const unit = units[index]!;
      const heading = leading.get(index);
      if (heading === undefined) this.pushBody(unit.from, unit.to);
      else if (heading.level === 1) this.topHeading(unit, heading, top++);
      else this.lowerHeading(unit, heading);
    }
  }

  private topHeading(unit: Unit, heading: Heading, position: number): void {
    const matches = this.matches.get(heading) ?? [];
    this.leaveBelow(1);
    this.place.second = null;
    this.place.named = matches.map((match) => match.key);
    const match = matches[0];
    if (match !== undefined) {
      this.enter(match.key, match.score, heading.level);
      this.pushHeading(unit, heading);
      return;
    }
    const key = this.byPlace(position);
    if (key !== this.key) this.enter(key, this.key === null ? byDefault : byPosition, 1);
    this.pushBody(unit.from, unit.to);
  }

  /** Where an unnamed first-level heading belongs: the sections follow the template's order. */
  private byPlace(position: number): string | null {
    const { key } = this;
    if (key === null) return this.matcher.keysOf('work')[0] ?? this.sections[0]?.key ?? null;
    if (!this.matcher.serves(key, 'issues', 'causes')) return key;
    const required = this.sections.filter((section) => section.required);
    const numbered = [this.sections, required].find((list) => list.length === this.topCount)?.[position];
    if (numbered !== undefined && !this.namedKeys.has(numbered.key)) return numbered.key;
    const plan = this.matcher.keysOf('plan')[0];
    return plan !== undefined && !this.namedKeys.has(plan) ? plan : key;
  }

  private lowerHeading(unit: Unit, heading: Heading): void {
    const { second } = this.place;
    this.leaveBelow(heading.level);
    const restarts =
      heading.level === 2 && second?.kind === heading.kind && heading.number === 1 && second.number >= 2;
    if (heading.level === 2) this.place.second = { kind: heading.kind, number: heading.number };
    const match = this.switchTo(heading);
    if (match !== null) {
      this.enter(match.key, match.score, heading.level);
      this.pushHeading(unit, heading);
      return;
    }
    const plan = this.matcher.keysOf('plan')[0];
    // Counting starts again after problems and causes: the heading of what follows is missing.
    if (restarts && plan !== undefined && this.matcher.serves(this.key, 'issues', 'causes')) {
      if (!this.namedKeys.has(plan)) this.enter(plan, byPosition, 2);
    }
    this.pushBody(unit.from, unit.to);
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

  private get key(): string | null {
    return this.open.at(-1)?.key ?? null;
  }

  /** What a deeper heading entered ends where a heading of this level begins. */
  private leaveBelow(level: number): void {
    while ((this.open.at(-1)?.level ?? 0) > level && this.open.length > 1) this.open.pop();
  }

  private enter(key: string | null, confidence: number, level: number): void {
    while ((this.open.at(-1)?.level ?? 0) >= level) this.open.pop();
    this.open.push({ key, confidence: Math.round(confidence * 100) / 100, level });
  }

  private pushHeading(unit: Unit, heading: Heading): void {
    let end = heading.textTo;
    while (end < unit.to && /[。.:;!? \t*#】\]]/.test(this.normal.charAt(end))) end += 1;
    this.push(unit.from, end, true);
    this.pushBody(end, unit.to);
  }

  private pushBody(from: number, to: number): void {
    if (to <= from) return;
    if (this.key !== null) this.push(from, to, false);
    else {
      const short = to - from <= 45 && !/[。;!?]$/.test(this.normal.slice(from, to));
      const kind: UnplacedKind = short ? 'title' : 'preamble';
      this.pieces.push({ from, to, report: this.report, target: { type: 'unplaced', kind } });
    }
  }

  private push(from: number, to: number, heading: boolean): void {
    const reach = this.open.at(-1);
    if (reach?.key == null || to <= from) return;
    const { key, confidence } = reach;
    const target: Target = { type: 'section', key, heading, confidence };
    this.pieces.push({ from, to, report: this.report, target });
  }
}
