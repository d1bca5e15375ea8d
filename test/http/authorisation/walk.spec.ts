import { openApiDocument } from '@apps/api/openapi-document';
import { type Role, roles } from '@domain/org/roles';
import { type ApiClient, apiHarness } from '@testing/http';
import { type Expected, type Relation, relations, rules } from './expectation';
import { type RouteExpectation, routeTable } from './route-table';
import { keepCycle, plantTargets, type TargetIds, unitAt } from './targets';

/** Every route × every role × own unit, unit below, unit beside, unit above, against the table of design 1.3. */
describe('who may do what', () => {
  const api = apiHarness();
  const walkers = new Map<Role, ApiClient>();
  let targets: TargetIds;
  let routes: string[];

  beforeAll(async () => {
    const document = openApiDocument(api.application);
    routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    targets = await plantTargets(api);
    const admin = await api.as('sf.admin');
    for (const role of roles) {
      const username = `walker.${role}`;
      const made = await admin.post<{ id: string }>('/users', { username, name: role, org: unitAt.own });
      await admin.post('/appointments', { userId: made.body.id, org: unitAt.own, role });
      await api.database.query('UPDATE app_user SET must_change_password = false WHERE id = $1', [
        made.body.id,
      ]);
      walkers.set(role, await api.as(username));
    }
  });

  it('has a row for every route, and no row for a route that is gone', () => {
    expect(routes.filter((route) => !Object.hasOwn(routeTable, route))).toEqual([]);
    expect(Object.keys(routeTable).filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('refuses nobody-in-particular on every route that is not open to all', async () => {
    const reached: string[] = [];
    for (const route of routes) {
      if (routeTable[route]?.rule === 'open') continue;
      const answer = await send(api.anonymous, route, '01970000-0000-7000-8000-000000000000');
      if (answer.status !== 401) reached.push(`${route}: ${answer.status}`);
    }
    expect(reached).toEqual([]);
  });

  it('agrees with the table for every route, role and relation', async () => {
    const disagreements: string[] = [];
    for (const [route, row] of Object.entries(routeTable)) {
      for (const role of roles) {
        for (const relation of row.target ? relations : (['own'] as const)) {
          const found = await outcome(walkers.get(role) as ApiClient, route, row, relation);
          const expected: Expected = rules[row.rule](role, relation);
          if (found !== expected)
            disagreements.push(`${route} as ${role} at ${relation}: ${found}, not ${expected}`);
        }
      }
    }
    expect(disagreements).toEqual([]);
  });

  async function outcome(
    client: ApiClient,
    route: string,
    row: RouteExpectation,
    relation: Relation,
  ): Promise<Expected> {
    const id = row.target ? targets[row.target]?.[relation] : undefined;
    if (row.target && !id) throw new Error(`No ${row.target} to walk to at ${relation}.`);
    const { status, code } = await send(client, route, id ?? '01970000-0000-7000-8000-000000000000');
    // A draft is dropped without further ado; whoever walks there next finds another.
    if (route === 'DELETE /cycles/{id}' && status === 204 && targets.cycle)
      targets.cycle[relation] = await keepCycle(api, unitAt[relation]);
    if (status >= 500) throw new Error(`${route}: ${status}`);
    if (status === 401) throw new Error(`${route}: signed out`);
    // One's own token, session or an unknown edition: nothing to do with the role.
    if (row.rule === 'signedIn' || row.rule === 'open') return status === 403 ? 'deny' : 'allow';
    if (status === 404) return 'hide';
    return status === 403 && code !== 'two_persons' ? 'deny' : 'allow';
  }

  /** A request that nobody could carry out: what is permitted fails later, with another status. */
  async function send(
    client: ApiClient,
    route: string,
    id: string,
  ): Promise<{ status: number; code?: string }> {
    const [method = '', path = ''] = route.split(' ');
    const address = path.replace('{id}', id).replace('{number}', '1').replace(/diff$/, 'diff?from=1&to=1');
    const answer = await client.send<{ code?: string }>(
      method,
      address,
      method === 'GET' || method === 'DELETE' ? undefined : { surprise: true },
    );
    return { status: answer.status, code: answer.body?.code };
  }
});
