import { openApiDocument } from '@apps/api/openapi-document';
import { type ApiClient, apiHarness } from '@testing/http';
import { type ApiDocument, type Route, resolved, routesOf, type Schema } from '../heaviest/api-document';
import { reach, type Server } from '../heaviest/reach';
import { plantTargets } from './authorisation/targets';

/** Of the right shape, and nothing that a calendar, a clock or the database could hold. */
const oddDays = ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2199-12-31', '1900-01-01'];
const oddInstants = [
  ...oddDays,
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  '2026-W01',
  '2026-001',
  '2026-12-31T23:59:60Z',
  '2026-12-31T24:00:00+14:00',
  '2026-06-30T00:00:00+99:99',
  '2026-12',
];
const oddNumbers = ['0', '-1', '2147483648', '9007199254740993', '1e3', 'x'];
const nobody = '01970000-0000-7000-8000-000000000000';

interface Parameter {
  name: string;
  in: string;
  schema?: Schema;
}

/** No day, instant, number or id of nothing is the server's own fault (500), wherever it is written. */
describe('values of the right shape that mean nothing', () => {
  const api = apiHarness();
  let document: ApiDocument;
  let server: Server;

  beforeAll(async () => {
    document = openApiDocument(api.application) as unknown as ApiDocument;
    const planted = await plantTargets(api);
    const targets = Object.fromEntries(
      Object.entries(planted).map(([kind, ids]) => [kind, [ids.below, ids.own, ids.above]]),
    );
    server = { as: (name) => api.as(name), anonymous: api.anonymous, targets };
  });

  /** Somebody who is let through; of what nobody is let through to, an administrator. */
  async function reached(route: Route): Promise<{ client: ApiClient; path: string }> {
    const found = await reach(server, route);
    return found ?? { client: await api.as('sf.admin'), path: route.path.replaceAll(/\{\w+\}/g, nobody) };
  }

  async function expectAnswered(client: ApiClient, method: string, path: string, body?: object) {
    const headers: Record<string, string> = ['PATCH', 'PUT'].includes(method) ? { 'if-match': '"1"' } : {};
    const { status, body: told } = await client.send<{ code?: string }>(method, path, body, { headers });
    const where = `${method} ${path} ${JSON.stringify(body)}`;
    if (status >= 500 && told.code !== 'busy') throw new Error(`${status} ${where}`);
  }

  it('are refused or taken in every field of every body', async () => {
    const filling = (moment: { day: string; instant: string }) => new SmallBody(document, moment);
    let tried = 0;
    for (const route of routesOf(document).filter(({ body }) => body !== null)) {
      const { client, path } = await reached(route);
      const bodies = new Set(
        oddInstants.map((instant, index) => {
          const day = oddDays[index % oddDays.length] ?? '';
          return JSON.stringify(filling({ day, instant }).of(route.body, ''));
        }),
      );
      for (const body of bodies) {
        tried += 1;
        await expectAnswered(client, route.method, path, JSON.parse(body) as object);
      }
    }
    expect(tried).toBeGreaterThan(300);
  });

  it('are refused or taken where nothing stands in a field that may be left out', async () => {
    const filling = new SmallBody(document, { day: '2026-06-30', instant: '2026-06-30T00:00:00Z' });
    let tried = 0;
    for (const route of routesOf(document).filter(({ body }) => body !== null)) {
      const { client, path } = await reached(route);
      const body = filling.of(route.body, '') as Record<string, unknown>;
      const { properties = {}, required = [] } = resolved(document, route.body) as Schema & {
        required?: string[];
      };
      for (const name of Object.keys(properties).filter((field) => !required.includes(field))) {
        tried += 1;
        await expectAnswered(client, route.method, path, { ...body, [name]: null });
      }
    }
    expect(tried).toBeGreaterThan(100);
  });

  it('are refused or taken in every query and path', async () => {
    const items = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        path: path.replace('/api/v1', ''),
        method: method.toUpperCase(),
        parameters: (operation as { parameters?: Parameter[] }).parameters ?? [],
      })),
    );
    const read = items.filter(({ method, path }) => method === 'GET' && !path.includes('/stream'));
    let tried = 0;
    for (const { path, method, parameters } of read) {
      const { client, path: at } = await reached({ method, path, body: null, takesFile: false });
      for (const { name, schema } of parameters.filter((parameter) => parameter.in === 'query')) {
        for (const value of valuesFor(name, resolved(document, schema))) {
          tried += 1;
          await expectAnswered(client, method, `${at}?${name}=${encodeURIComponent(value)}`);
        }
      }
      if (!/\{(number|year)\}/.test(path)) continue;
      const admin = await api.as('sf.admin');
      const [report = nobody] = server.targets.report ?? [];
      for (const value of oddNumbers) {
        tried += 1;
        const named = path.replace('{id}', report).replace(/\{\w+\}/, encodeURIComponent(value));
        await expectAnswered(admin, method, named);
      }
    }
    expect(tried).toBeGreaterThan(150);
  });

  function valuesFor(name: string, { type, format, enum: values }: Schema): string[] {
    if (values) return [];
    const kinds = [type].flat();
    if (kinds.includes('integer') || kinds.includes('number')) return oddNumbers;
    if (format === 'date-time' || /^(from|until)$/.test(name)) return oddInstants;
    if (format === 'date' || /On$|asOf/.test(name)) return oddDays;
    return format === 'uuid' ? [nobody] : ['\u2028', '%', '\\', '𠮷'];
  }
});

/** A body as small as the schema allows, with every day and instant that it may have. */
class SmallBody {
  constructor(
    private readonly document: ApiDocument,
    private readonly moment: { day: string; instant: string },
  ) {}

  of(schema: Schema | null | undefined, name: string): unknown {
    const {
      type,
      enum: values,
      properties,
      items,
      format,
      minimum,
      ...rest
    } = resolved(this.document, schema);
    const required = (rest as { required?: string[] }).required ?? [];
    if (values) return values[0];
    if (properties)
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([field, part]) => required.includes(field) || this.isTelling(field, part))
          .map(([field, part]) => [field, this.of(part, field)]),
      );
    const kinds = [type].flat();
    if (kinds.includes('array')) return [this.of(items, name)];
    if (kinds.includes('integer') || kinds.includes('number')) return Math.max(1, minimum ?? 1);
    if (kinds.includes('boolean')) return true;
    if (kinds.includes('object')) return {};
    if (format === 'uuid') return nobody;
    if (format === 'date') return this.moment.day;
    if (format === 'date-time' || /At$/.test(name)) return this.moment.instant;
    if (/^(org|under|unit|into|parent)$/.test(name)) return 'sf0101';
    return 'abc-1';
  }

  /** A day, an instant, or the id of something: what is tried although it may be left out. */
  private isTelling(field: string, part: Schema): boolean {
    const { format, type, items } = resolved(this.document, part);
    if ([type].flat().includes('array'))
      return items !== undefined && resolved(this.document, items).properties !== undefined;
    return ['date', 'date-time', 'uuid'].includes(format ?? '') || /At$/.test(field);
  }
}
