import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type {
  Completion,
  Counts,
  Cycle,
  OrgKind,
  Page,
  ReportRow,
  RouteRule,
  Tier,
} from '../../api/contract';
import { answer, client } from '../../api/http';
import { allPages } from '../../api/pages';
import { listAllReports } from '../../api/report';
import { type Places, routed } from '../../report/places';
import { usePlaces } from '../../report/use-places';

/** Up to this many reports are all fetched; beyond, a group's are fetched when it is opened. */
export const wholeLimit = 400;

export const useCycles = () =>
  useQuery({
    queryKey: ['cycles'],
    queryFn: async () =>
      (
        await allPages((window) =>
          answer<Page<Cycle>>(client.GET('/api/v1/cycles', { params: { query: { ...window } } })),
        )
      ).items,
  });

const fetchCompletion = (cycle: string, tier: OrgKind, under?: string) =>
  answer<Completion>(
    client.GET('/api/v1/cycles/{id}/completion', { params: { path: { id: cycle }, query: { tier, under } } }),
  );

/** Counts of every tier of a cycle, for the tabs. */
export function useTierCounts(cycle: Cycle | undefined, under?: string) {
  const queries = useQueries({
    queries: (cycle?.tiers ?? []).map((tier) => ({
      queryKey: ['completion', cycle?.id, tier.kind, under],
      queryFn: () => fetchCompletion(cycle?.id ?? '', tier.kind, under),
    })),
  });
  return (cycle?.tiers ?? []).map((tier, index) => ({
    tier,
    completion: queries[index]?.data,
    error: queries[index]?.error,
    updatedAt: queries[index]?.dataUpdatedAt ?? 0,
  }));
}

export interface Group {
  code: string;
  name: string;
  direct: boolean;
  /** Set where the unit was dissolved or merged since. */
  ended: ReportRow['org']['ended'];
  /** null where the group's reports are not fetched yet. */
  reports: ReportRow[] | null;
  /** Known from the figures where the reports are fetched on demand. */
  counts?: Counts;
  total: number;
  /** Late in any way, as far as is known. */
  overdue: number;
}

/** Reports of one tier grouped by the unit directly above theirs; those right under the bureau come last. */
export function groupReports(reports: ReportRow[], overdue: (report: ReportRow) => boolean): Group[] {
  const groups = new Map<string, Group>();
  for (const report of [...reports].sort((a, b) => a.org.code.localeCompare(b.org.code))) {
    // The frozen tree: a unit that was merged since stays where this cycle has it.
    const above = report.superior;
    const direct = report.tier !== 'branch' || above?.kind !== 'general_branch';
    const code = direct ? '' : (above?.code ?? '');
    const group = groups.get(code) ?? {
      code,
      name: above?.name ?? code,
      direct,
      ended: direct ? null : (above?.ended ?? null),
      reports: [],
      total: 0,
      overdue: 0,
    };
    group.reports?.push(report);
    group.total += 1;
    if (overdue(report)) group.overdue += 1;
    groups.set(code, group);
  }
  return [...groups.values()].sort(
    (a, b) => Number(a.direct) - Number(b.direct) || a.code.localeCompare(b.code),
  );
}

/** The groups of a tier too large to fetch whole: from the counts; opened ones with their reports. */
function lazyGroups(completion: Completion, fetched: Map<string, ReportRow[] | undefined>): Group[] {
  return completion.children.map((child) => ({
    code: child.code,
    name: child.name ?? child.code,
    direct: false,
    ended: child.ended,
    reports: fetched.get(child.code) ?? null,
    counts: child.counts,
    total: child.counts.expected + child.counts.waived,
    overdue: child.counts.overdue,
  }));
}

/** Reports with their routes, each worked out once: a row that did not change stays the same object. */
const kept = new WeakMap<ReportRow, { rules: RouteRule[]; places: Places; row: ReportRow }>();

function withRoute(report: ReportRow, rules: RouteRule[], places: Places): ReportRow {
  const known = kept.get(report);
  if (known?.rules === rules && known.places === places) return known.row;
  const row = routed(report, rules, places);
  kept.set(report, { rules, places, row });
  return row;
}

const nowhere: Places = new Map();
const listsOf = (results: { data?: ReportRow[] }[]) => results.map(({ data }) => data);

/** Everything the table shows of one tier. `late` says which reports keep their group open. */
export function useTierReports(
  cycle: Cycle,
  rules: Tier,
  completion: Completion,
  opened: string[],
  late: (report: ReportRow) => boolean,
) {
  const tier = rules.kind;
  const places = usePlaces();
  const whole = completion.node.counts.expected + completion.node.counts.waived <= wholeLimit;
  const all = useQuery({
    queryKey: ['reports', 'completion', cycle.id, tier],
    enabled: whole,
    queryFn: () => listAllReports({ cycle: cycle.id, tier }),
  });
  const wanted = whole ? '' : opened.join();
  const lists = useQueries({
    queries: (wanted ? wanted.split(',') : []).map((under) => ({
      queryKey: ['reports', 'completion', cycle.id, tier, under],
      queryFn: () => listAllReports({ cycle: cycle.id, tier, under }),
    })),
    combine: listsOf,
  });
  const known = places.data ?? nowhere;
  const fetched = useMemo(() => {
    const ready = (reports: ReportRow[] | undefined) =>
      reports
        ?.filter((report) => report.tier === tier)
        .map((report) => withRoute(report, rules.route, known));
    const codes = wanted.split(',');
    return { all: ready(all.data), parts: new Map(lists.map((list, at) => [codes[at] ?? '', ready(list)])) };
  }, [all.data, lists, wanted, tier, rules.route, known]);
  const rows = useMemo(
    () => (whole ? (fetched.all ?? []) : [...fetched.parts.values()].flatMap((part) => part ?? [])),
    [whole, fetched],
  );
  const groups = useMemo(
    () => (whole ? groupReports(rows, late) : lazyGroups(completion, fetched.parts)),
    [whole, rows, late, completion, fetched],
  );
  return { whole, rows, groups, pending: places.isPending || (whole && all.isPending), error: all.error };
}
