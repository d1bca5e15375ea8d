import { type OrgKind, orgKindNames, type Role, roleNames } from '@domain/org/roles';
import { problem } from '@domain/problems';
import type { ReportState } from '@domain/review/states';
import { pendingStates } from '@domain/rollup';
import { scopeOf } from '@features/access';
import { type CompletionNode as FigureNode, type RollupNode, RollupReader } from '@features/rollup';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, isNamed } from '@platform/database';
import type { Caller } from '@platform/http';
import type { CompletionBook, CompletionNode, CompletionReport } from './completion-workbook';
import { DocumentFiles } from './document-files';
import { readableIn, readingScope } from './reading-scope';
import type { RollupBook, RollupNodeRow } from './rollup-workbook';
import { wallClockText } from './wall-clock';

interface CycleFrame {
  id: string;
  title: string;
  timeZone: string;
  tiers: Array<{ kind: OrgKind; indicators: RollupBook['indicators'] }>;
}

interface ReportLine {
  code: string;
  name: string;
  superior: string | null;
  state: ReportState;
  late: boolean;
  due_at: Date;
  owed: boolean;
  first_submitted_at: Date | null;
  step_org: string | null;
  step_role: Role | null;
}

interface Asked {
  under?: string;
  tier?: OrgKind;
}

interface WorkbookFile {
  content: Buffer;
  /** Without ending, and not yet safe as a file's name. */
  name: string;
}

/** Deeper than any tree: the whole subtree. */
const allLevels = 64;

/** Gathers a cycle's figures for a spreadsheet, as far as the caller may see them. */
@Injectable()
export class CompletionBooks {
  constructor(
    private readonly rollups: RollupReader,
    private readonly database: Database,
    private readonly files: DocumentFiles,
    private readonly clock: Clock,
  ) {}

  /**
   * Completion of one tier, or of all in the cycle's order, as a spreadsheet.
   * @throws not_found for a unit that is not in the cycle or not the caller's to see; cycle_not_open, too_costly, busy
   */
  async completionFile(caller: Caller, cycle: string, asked: Asked): Promise<WorkbookFile> {
    const { book, name } = await this.completion(caller, cycle, asked);
    const content = await this.files.of({ kind: 'completion', book }, caller.userId);
    return { content, name };
  }

  /** Aggregated indicators of one tier, the lowest unless said. @throws as {@link completionFile} */
  async rollupFile(caller: Caller, cycle: string, asked: Asked): Promise<WorkbookFile> {
    const { book, name } = await this.rollup(caller, cycle, asked);
    const content = await this.files.of({ kind: 'rollup', book }, caller.userId);
    return { content, name };
  }

  private async completion(
    caller: Caller,
    cycle: string,
    asked: Asked,
  ): Promise<{ book: CompletionBook; name: string }> {
    const { frame, unit } = await this.frame(caller, cycle, asked.under);
    const tiers: CompletionBook['tiers'] = [];
    let asOf = this.clock.now();
    for (const { kind } of tiersOf(frame, asked.tier)) {
      const figures = await this.rollups.completion({
        cycle: frame.id,
        under: unit,
        tier: kind,
        depth: allLevels,
      });
      if (figures.asOf < asOf) asOf = figures.asOf;
      const nodes = flatten<FigureNode, CompletionNode>(
        { ...figures.node, children: figures.children },
        completionNode,
      );
      const reports = await this.reports(caller, frame.id, unit, kind);
      tiers.push({ name: orgKindNames[kind], nodes, reports: inOrderOf(nodes, reports) });
    }
    const book = { cycleTitle: frame.title, asOf, timeZone: frame.timeZone, tiers };
    return { book, name: `${frame.title}完成情况` };
  }

  private async rollup(
    caller: Caller,
    cycle: string,
    asked: Asked,
  ): Promise<{ book: RollupBook; name: string }> {
    const { frame, unit } = await this.frame(caller, cycle, asked.under);
    const [tier] = tiersOf(frame, asked.tier);
    if (!tier) throw problem('not_found');
    const figures = await this.rollups.rollup({
      cycle: frame.id,
      under: unit,
      tier: tier.kind,
      depth: allLevels,
    });
    const book = {
      cycleTitle: frame.title,
      tierName: orgKindNames[tier.kind],
      asOfText: wallClockText(figures.asOf, frame.timeZone),
      indicators: tier.indicators,
      nodes: flatten<RollupNode, RollupNodeRow>(
        { ...figures.node, children: figures.children },
        (node: RollupNode, depth) => ({
          code: node.code,
          name: node.name,
          depth,
          contributing: node.contributing,
          indicators: node.indicators,
        }),
      ),
    };
    return { book, name: `${frame.title}指标汇总` };
  }

  private async frame(
    caller: Caller,
    cycle: string,
    under: string | undefined,
  ): Promise<{ frame: CycleFrame; unit: string }> {
    const { paths } = scopeOf(caller, 'rollup.read', this.clock.now());
    const unit = await this.rollups.unitWithin(cycle, under, paths);
    const [frame] = await this.database.query<CycleFrame & Record<string, unknown>>(cycleFrame, [cycle]);
    if (!unit || !frame) throw problem('not_found');
    return { frame, unit };
  }

  private async reports(
    caller: Caller,
    cycleId: string,
    unit: string,
    tier: OrgKind,
  ): Promise<CompletionReport[]> {
    const { paths, publisherPaths } = readingScope(caller, this.clock.now());
    const rows = await this.database.query<ReportLine & Record<string, unknown>>(reportLines, [
      cycleId,
      unit,
      tier,
      paths,
      publisherPaths,
    ]);
    return rows.map((row) => ({
      code: row.code,
      name: row.name,
      superior: row.superior ?? '',
      state: row.state,
      late: row.late,
      overdue: row.owed && pendingStates.includes(row.state) && row.due_at < this.clock.now(),
      dueAt: row.due_at,
      firstSubmittedAt: row.first_submitted_at,
      waitingOn: waitingOn(row),
    }));
  }
}

function tiersOf(frame: CycleFrame, asked: OrgKind | undefined): CycleFrame['tiers'] {
  const order: OrgKind[] = ['branch', 'general_branch', 'bureau'];
  const tiers = [...frame.tiers].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return asked ? tiers.filter((tier) => tier.kind === asked) : tiers;
}

/** A tree as rows, each above those below it. */
function flatten<Node extends { children?: Node[] }, Row>(
  node: Node,
  row: (node: Node, depth: number) => Row,
  depth = 0,
): Row[] {
  return [row(node, depth), ...(node.children ?? []).flatMap((child) => flatten(child, row, depth + 1))];
}

function completionNode(node: FigureNode, depth: number): CompletionNode {
  const { code, name, counts, returnsPerReport, medianReviewHours } = node;
  return { code, name, depth, counts, returnsPerReport, medianReviewHours };
}

function waitingOn(row: ReportLine): string {
  if (row.state === 'in_review')
    return `${row.step_org ?? ''}${row.step_role ? roleNames[row.step_role] : ''}`;
  return pendingStates.includes(row.state) ? '本单位' : '';
}

/** As the sheet with the counts has the units, so that both can be read side by side. */
function inOrderOf(nodes: readonly CompletionNode[], reports: CompletionReport[]): CompletionReport[] {
  const places = new Map(nodes.map(({ code }, index) => [code, index]));
  const place = ({ code }: CompletionReport) => places.get(code) ?? nodes.length;
  return reports.sort((a, b) => place(a) - place(b));
}

const cycleFrame = {
  name: 'document_cycle_frame',
  text: `SELECT c.id, c.title, c.time_zone AS "timeZone",
      (SELECT jsonb_agg(jsonb_build_object('kind', t.kind, 'indicators', v.definition->'indicators'))
         FROM cycle_tier t JOIN template_version v ON v.id = t.template_version_id WHERE t.cycle_id = c.id) AS tiers
    FROM cycle c WHERE ${isNamed('c.id', 'c.code', '$1')}`,
};
/** One tier's reports below a unit, as the caller may see them. */
export const reportLines = {
  name: 'document_report_lines',
  text: `SELECT o.code, o.name, p.name AS superior, r.state, r.late, r.first_submitted_at, u.dissolved_on IS NULL AS owed,
      CASE WHEN r.state = 'returned' THEN coalesce((r.returned->>'dueAt')::timestamptz, t.due_at)
           ELSE coalesce(r.extended_until, t.due_at) END AS due_at,
      s.org_name AS step_org, s.role AS step_role
    FROM cycle_org top
    JOIN cycle_org o ON o.cycle_id = $1 AND o.path <@ top.path
    JOIN report r ON r.cycle_id = $1 AND r.org_id = o.org_id
    JOIN cycle_tier t ON t.id = r.tier_id AND t.kind = $3
    JOIN org_unit u ON u.id = r.org_id
    LEFT JOIN cycle_org p ON p.cycle_id = $1 AND p.org_id = o.parent_id
    LEFT JOIN review_step s ON s.report_id = r.id AND s.round = r.round AND s.index = r.step_index AND s.status <> 'replaced'
    WHERE top.cycle_id = $1 AND top.org_id = $2 AND ${readableIn('$4', '$5')}
    ORDER BY o.path`,
};
