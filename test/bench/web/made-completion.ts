import type { Page } from '@playwright/test';

type Row = { org: { code: string; name: string } } & Record<string, unknown>;

const groups = 50;
const each = 200;
export const madeUnits = groups * each;

/** Reports under one general branch, made from what the server answers for the demonstration's units. */
function rowsUnder(group: string, samples: Row[]): Row[] {
  return Array.from({ length: each }, (_, index): Row => {
    const sample = samples[index % samples.length] as Row;
    const code = `${group}x${index}`;
    return { ...sample, id: crypto.randomUUID(), org: { ...sample.org, code, name: `示范第${index}党支部` } };
  });
}

/**
 * Answers the page's questions about a tier with ten thousand units of it: the page alone is measured here,
 * what the server takes is the rollup benchmark's.
 */
export async function answerWithManyUnits(page: Page, base: string): Promise<void> {
  const samples = (await (
    await page.request.get(`${base}/api/v1/reports?cycle=demo-annual&tier=branch&pageSize=100`)
  ).json()) as { items: Row[] };
  const pages = new Map<string, Row[]>();
  const counts = { expected: madeUnits, waived: 0, not_started: madeUnits };
  const node = (code: string, expected: number) => ({
    id: code,
    code,
    name: `示范第${code}党总支`,
    kind: 'general_branch',
    counts: {
      ...counts,
      drafting: 0,
      in_review: 0,
      returned: 0,
      approved: 0,
      published: 0,
      overdue: 0,
      late: 0,
      extended: 0,
      expected,
      not_started: expected,
    },
    steps: [],
    returnsPerReport: 0,
    onTimeRate: null,
    medianReviewHours: null,
  });
  await page.route(/\/cycles\/[^/]+\/completion\?/, (route) =>
    route.fulfill({
      json: {
        cycle: 'demo-annual',
        tier: new URL(route.request().url()).searchParams.get('tier'),
        asOf: new Date().toISOString(),
        node: node('sf', madeUnits),
        children: Array.from({ length: groups }, (_, index) => node(`g${index}`, each)),
      },
    }),
  );
  await page.route(/\/api\/v1\/reports\?/, (route) => {
    const query = new URL(route.request().url()).searchParams;
    const under = query.get('under');
    if (!under) return route.fallback();
    const rows = pages.get(under) ?? rowsUnder(under, samples.items);
    pages.set(under, rows);
    return route.fulfill({ json: { items: rows, total: rows.length, page: 1, pageSize: each } });
  });
}
