import type { IndicatorDefinition, TemplateDefinition } from '@domain/cycle/template-definition';
import { problem } from '@domain/problems';
import {
  type CountFigures,
  type Counts,
  countsAt,
  emptyCounts,
  emptyFigures,
  type IndicatorTable,
  type IndicatorValue,
  indicatorValues,
  medianReviewHours,
  onTimeRate,
  returnsPerReport,
  waitingSteps,
} from '@domain/rollup';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isNamed, UnitOfWork } from '@platform/database';
import { RollupAudit } from './rollup-audit';
import {
  byIdOrCode,
  definitionOf,
  levelsWithCounts,
  levelsWithIndicators,
  nodesWithCounts,
  nodesWithIndicators,
  placeOf,
  reportsUpTo,
  unitWithinPaths,
} from './rollup-statement';

/** A node of the frozen tree in one tier, in the shape of design 2.4. */
export interface CompletionNode {
  id: string;
  code: string;
  name: string;
  kind: string;
  /** Since when the unit exists no more, and the name of the one it was merged into. */
  ended: { on: string; into: string | null } | null;
  counts: Counts;
  steps: Array<{ index: number; waiting: number }>;
  returnsPerReport: number;
  onTimeRate: number | null;
  medianReviewHours: number | null;
  /** Only below the asked node, and only while the asked depth goes on. */
  children?: CompletionNode[];
}

export interface Completion {
  cycle: string;
  tier: string;
  /** The figures are those of this moment: now, unless changes wait to be counted. */
  asOf: Date;
  node: CompletionNode;
  children: CompletionNode[];
}

export interface RollupNode {
  id: string;
  code: string;
  name: string;
  contributing: number;
  indicators: Record<string, IndicatorValue>;
  children?: RollupNode[];
}

export interface Rollup {
  cycle: string;
  tier: string;
  asOf: Date;
  node: RollupNode;
  children: RollupNode[];
}

interface NodeRow {
  is_node: boolean;
  parent_id: string | null;
  id: string;
  code: string;
  name: string;
  kind: string;
  ended_on: string | null;
  merged_into: string | null;
  counts: CountFigures | null;
  indicators: IndicatorTable | null;
  contributing: number | null;
}

/** Which cycle, unit and tier; ids or codes. `tier` is the kind of unit; the frozen tree's root stands in for `under`. */
export interface RollupQuestion {
  cycle: string;
  under?: string;
  tier?: string;
  /** Levels below the node: 1 is its children. @default 1 */
  depth?: number;
}

interface Place {
  cycle_id: string;
  cycle_code: string;
  tier_id: string;
  tier: string;
  org_id: string;
  oldest: Date | null;
  stored: boolean;
}

/** Up to so many reports a tier is counted on the spot rather than shown a moment late. */
const countedOnTheSpot = 500;
const mostDefinitions = 200;

/** Reads the figures; whoever asks must have been judged before. */
@Injectable()
export class RollupReader {
  private readonly definitions = new Map<string, readonly IndicatorDefinition[]>();

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: RollupAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` where the cycle, the unit in it, or the tier does not exist */
  async completion(question: RollupQuestion): Promise<Completion> {
    const place = await this.place(question);
    const { rows, asOf } = await this.read(place, false, question.depth ?? 1);
    const now = this.clock.now();
    const tree = treeOf(rows, (row) => completionNode(row, now));
    return { cycle: place.cycle_code, tier: place.tier, asOf, ...tree };
  }

  /** @throws Problem `not_found` as `completion` */
  async rollup(question: RollupQuestion): Promise<Rollup> {
    const place = await this.place(question);
    const [{ rows, asOf }, definitions] = await Promise.all([
      this.read(place, true, question.depth ?? 1),
      this.definitionsOf(place.tier_id),
    ]);
    const tree = treeOf(
      rows,
      (row): RollupNode => ({
        id: row.id,
        code: row.code,
        name: row.name,
        contributing: row.contributing ?? 0,
        indicators: indicatorValues(definitions, row.indicators ?? {}),
      }),
    );
    return { cycle: place.cycle_code, tier: place.tier, asOf, ...tree };
  }

  /**
   * Id of the unit asked for, or of the highest one there is, if the cycle's frozen tree has it and it lies in
   * one of the subtrees now; undefined otherwise.
   * @throws Problem `cycle_not_open` for a draft, which has no frozen tree yet
   */
  async unitWithin(
    cycle: string,
    under: string | undefined,
    paths: readonly string[],
  ): Promise<string | undefined> {
    const [unit] = await this.database.query<{ id: string }>(unitWithinPaths, [cycle, under ?? null, paths]);
    if (unit) return unit.id;
    const drafts = await this.database.query(
      `SELECT 1 FROM cycle WHERE ${isNamed('id', 'code', '$1')} AND state = 'draft'`,
      [cycle],
    );
    if (drafts.length > 0)
      throw problem('cycle_not_open', { state: '未开启' }, { state: { state: 'draft' } });
    return undefined;
  }

  private async place({ cycle, under, tier }: RollupQuestion): Promise<Place> {
    const [place] = await this.database.query<Place & Record<string, unknown>>(placeOf, [
      ...byIdOrCode(cycle),
      ...byIdOrCode(under),
      tier ?? null,
    ]);
    if (!place) throw problem('not_found');
    return place;
  }

  private async read(
    place: Place,
    indicators: boolean,
    depth: number,
  ): Promise<{ rows: NodeRow[]; asOf: Date }> {
    const near = indicators ? nodesWithIndicators : nodesWithCounts;
    const statement = depth === 1 ? near : indicators ? levelsWithIndicators : levelsWithCounts;
    const keys = [place.cycle_id, place.tier_id, place.org_id, ...(depth === 1 ? [] : [depth])];
    const rows = await this.database.query<NodeRow & Record<string, unknown>>(statement, keys);
    const now = this.clock.now();
    if (place.stored && !place.oldest) return { rows, asOf: now };
    if (place.stored && !(await this.isSmall(place.tier_id))) return { rows, asOf: place.oldest ?? now };
    return { rows: await this.counted(place, rows), asOf: now };
  }

  /** Kept: an opened cycle's template version never changes. */
  private async definitionsOf(tierId: string): Promise<readonly IndicatorDefinition[]> {
    const known = this.definitions.get(tierId);
    if (known) return known;
    const [version] = await this.database.query<{ definition: TemplateDefinition }>(definitionOf, [tierId]);
    const found = version?.definition.indicators ?? [];
    if (this.definitions.size >= mostDefinitions) this.definitions.clear();
    this.definitions.set(tierId, found);
    return found;
  }

  private async isSmall(tierId: string): Promise<boolean> {
    const [row] = await this.database.query<{ reports: number }>(reportsUpTo, [tierId, countedOnTheSpot + 1]);
    return (row?.reports ?? 0) <= countedOnTheSpot;
  }

  private async counted(place: Place, rows: readonly NodeRow[]): Promise<NodeRow[]> {
    const { figures } = await this.unitOfWork.run((transaction) =>
      this.audit.recount(transaction, place.tier_id),
    );
    return rows.map((row) => ({ ...row, ...(figures.get(row.id) ?? emptyFigures()) }));
  }
}

/** The asked node beside its children, theirs inside them. @throws Problem `not_found` without the node */
function treeOf<Node extends { id: string; children?: Node[] }>(
  rows: readonly NodeRow[],
  show: (row: NodeRow) => Node,
): { node: Node; children: Node[] } {
  const shown = new Map(rows.map((row) => [row.id, show(row)]));
  const root = rows.find((row) => row.is_node)?.id;
  let node: Node | undefined;
  const children: Node[] = [];
  for (const row of rows) {
    const own = shown.get(row.id);
    const parent = row.parent_id ? shown.get(row.parent_id) : undefined;
    if (!own) continue;
    if (row.is_node) node = own;
    else if (row.parent_id === root) children.push(own);
    else if (parent) {
      parent.children ??= [];
      parent.children.push(own);
    }
  }
  if (!node) throw problem('not_found');
  return { node, children };
}

function completionNode(row: NodeRow, now: Date): CompletionNode {
  const counts = row.counts ?? emptyCounts();
  const { id, code, name, kind } = row;
  return {
    id,
    code,
    name,
    kind,
    ended: row.ended_on === null ? null : { on: row.ended_on, into: row.merged_into },
    counts: countsAt(counts, now),
    steps: waitingSteps(counts),
    returnsPerReport: returnsPerReport(counts),
    onTimeRate: onTimeRate(counts),
    medianReviewHours: medianReviewHours(counts),
  };
}
