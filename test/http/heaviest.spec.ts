import { openApiDocument } from '@apps/api/openapi-document';
import { type ApiAnswer, type ApiClient, apiHarness } from '@testing/http';
import { openCycle } from '@testing/reports';
import { type ApiDocument, type Route, routesOf } from '../heaviest/api-document';
import { hostileShapes, largestBody } from '../heaviest/bodies';
import { filesFor, sending } from '../heaviest/file-requests';
import { reach, type Server } from '../heaviest/reach';
import { textRequests } from '../heaviest/text-requests';
import { hardTexts } from '../heaviest/texts';
import { waitOfOthers } from '../heaviest/wait-of-others';
import { plantTargets } from './authorisation/targets';

/**
 * What others may wait for one request. On a quiet machine they wait for less than 250 ms (`npm run bench --
 * heaviest`); here tests run beside, and what this looks for took seconds to minutes.
 */
const longestWait = 1000;
const largestAnswer = 100_000;

/** No request of anybody keeps others waiting (rule: no request may cost much more than it brings). */
describe('the heaviest that every route takes', () => {
  const api = apiHarness();
  let document: ApiDocument;
  let routes: Route[];
  const reached = new Map<Route, { client: ApiClient; path: string }>();

  beforeAll(async () => {
    document = openApiDocument(api.application) as unknown as ApiDocument;
    routes = routesOf(document).filter(({ body, takesFile }) => body !== null || takesFile);
    const planted = await plantTargets(api);
    const targets = Object.fromEntries(
      Object.entries(planted).map(([kind, ids]) => [kind, [ids.below, ids.own, ids.above]]),
    );
    const server: Server = { as: (name) => api.as(name), anonymous: api.anonymous, targets };
    for (const route of routes) {
      const found = await reach(server, route);
      if (found) reached.set(route, found);
    }
  });

  async function expectCheap(route: Route, name: string, body: string): Promise<ApiAnswer<Problem>> {
    const { client, path } = reached.get(route) ?? { client: api.anonymous, path: route.path };
    const request = () => client.send<Problem>(route.method, path, body);
    const { milliseconds, answer } = await waitOfOthers(api.anonymous, request, longestWait);
    const where = `${route.method} ${route.path}, ${name}: ${answer.status} ${answer.body.code ?? ''}`;
    if (milliseconds > longestWait) throw new Error(`${where} kept others waiting for ${milliseconds} ms`);
    if (answer.status >= 500 && answer.body.code !== 'busy') throw new Error(where);
    const size = JSON.stringify(answer.body).length;
    // What is accepted may give back what was sent.
    if (size > largestAnswer + (answer.status < 300 ? 4 * body.length : 0))
      throw new Error(`${where} answered ${size} bytes`);
    return answer;
  }

  it('are tried where somebody gets through to them', () => {
    const missed = routes
      .filter((route) => !reached.has(route))
      .map(({ method, path }) => `${method} ${path}`);
    expect(missed).toEqual([]);
  });

  it('are refused at once in every hostile shape, with at most twenty faults', async () => {
    const tried = new Set<string>();
    for (const route of oneOfEachBody(routes.filter(({ body }) => body !== null))) {
      const shapes = hostileShapes(document, route.body ?? {});
      // What has no field of the class in it is the same body each time.
      for (const { name, body } of shapes.filter((shape) => !tried.has(shape.body))) {
        tried.add(body);
        const answer = await expectCheap(route, name, body);
        const where = `${route.method} ${route.path}, ${name}`;
        expect([where, answer.status]).toEqual([where, 400]);
        expect([where, answer.body.errors.length <= 20]).toEqual([where, true]);
      }
    }
  });

  it('keep nobody waiting at the largest size that is accepted', async () => {
    for (const route of oneOfEachBody(routes.filter(({ body }) => body !== null)))
      await expectCheap(route, 'largest', largestBody(document, route.body ?? {}));
  });

  it('keep nobody waiting for the heaviest files, nor fail at them', async () => {
    const tried = new Set<string>();
    for (const route of routes.filter(({ takesFile }) => takesFile)) {
      const { client, path } = reached.get(route) ?? { client: api.anonymous, path: route.path };
      const files = filesFor(route);
      expect([route.path, files.length > 0]).toEqual([route.path, true]);
      // Lists are read by the same code, and so are attachments; the benchmark sends them to every route.
      for (const file of files.filter(({ name }) => !tried.has(name))) {
        tried.add(file.name);
        const send = sending(client, route, path, file);
        const { milliseconds, answer } = await waitOfOthers(api.anonymous, send, longestWait);
        const where = `${route.path}, ${file.name}: ${answer.status}`;
        if (milliseconds > longestWait)
          throw new Error(`${where} kept others waiting for ${milliseconds} ms`);
        expect([where, answer.status < 500]).toEqual([where, true]);
      }
    }
  });

  it('keep nobody waiting for the hardest texts of the greatest length, whatever is asked of them', async () => {
    const { reports } = await openCycle(api);
    const id = reports.get('sf0101') ?? '';
    const author = await api.as('sf0101.secretary');
    // The rest of them in the benchmark.
    for (const kind of ['announced', 'lines of one character', 'brackets'] as const) {
      const text = hardTexts[kind];
      for (const { name, send } of await textRequests(author, id, text)) {
        const { milliseconds, answer } = await waitOfOthers(api.anonymous, send, longestWait, 1);
        const where = `${name} of ${kind}: ${answer.status}`;
        if (milliseconds > longestWait)
          throw new Error(`${where} kept others waiting for ${milliseconds} ms`);
        const { code } = answer.body as { code?: string };
        if (answer.status >= 300 && !['too_costly', 'import_takes_too_long'].includes(code ?? ''))
          throw new Error(`${where} ${code}`);
      }
    }
  });
});

/** Bodies of one class are read by the same code; `npm run bench -- heaviest` sends them to every route. */
function oneOfEachBody(routes: Route[]): Route[] {
  return [...new Map(routes.map((route) => [JSON.stringify(route.body), route])).values()];
}

interface Problem {
  code?: string;
  errors: { pointer: string; code: string }[];
}
