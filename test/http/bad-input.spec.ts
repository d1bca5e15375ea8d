import { openApiDocument } from '@apps/api/openapi-document';
import { type ApiAnswer, type ApiClient, apiHarness } from '@testing/http';

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  format?: string;
}

interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Route {
  method: string;
  path: string;
  body: Schema | null;
}

const stranger = '01970000-0000-7000-8000-000000000000';
const injection = `'; DROP TABLE report; --<script>alert(1)</script>{{7*7}}$\{7*7}`;

/** Input no page sends: every answer is a problem with a code, never a 500, and nothing is written. */
describe('bad input', () => {
  const api = apiHarness();
  let routes: Route[];
  let schemas: Record<string, Schema>;
  let people: ApiClient[];

  beforeAll(async () => {
    const document = openApiDocument(api.application) as unknown as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Record<string, Schema> };
    };
    schemas = document.components.schemas;
    routes = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        body: operation.requestBody?.content['application/json']?.schema ?? null,
      })),
    );
    people = await Promise.all(
      ['sf.admin', 'sf0101.secretary', 'sf.reviewer'].map((username) => api.as(username)),
    );
  });

  /** Rows of every table but those that record that somebody signed in or asked. */
  async function contents(): Promise<Record<string, string>> {
    const tables = await api.database.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
         AND tablename NOT IN ('session', 'access_token', 'sign_in_throttle', 'idempotency_key', 'schema_migration')`,
    );
    const counts = await Promise.all(
      tables.map(async ({ name }) => {
        const [row] = await api.database.query<{ print: string }>(
          `SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS print FROM ${name} t`,
        );
        return [name, row?.print ?? ''] as const;
      }),
    );
    return Object.fromEntries(counts);
  }

  function expectProblem(answer: ApiAnswer, what: string): void {
    const { status, body } = answer;
    const fine = status >= 400 && status < 500 && typeof body.code === 'string' && body.code.length > 0;
    if (!fine) throw new Error(`${what}: ${status} ${JSON.stringify(body)?.slice(0, 300)}`);
  }

  const filled = (path: string, id: string) => path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(id));
  const writing = () => routes.filter((route) => route.method !== 'GET');

  async function everywhere(
    send: (person: ApiClient, route: Route) => Promise<ApiAnswer | null>,
    chosen: Route[],
  ) {
    const before = await contents();
    for (const person of people) {
      for (const route of chosen) {
        const answer = await send(person, route);
        if (answer) expectProblem(answer, `${route.method} ${route.path}`);
      }
    }
    expect(await contents()).toEqual(before);
  }

  it('refuses malformed JSON', async () => {
    await everywhere(
      (person, route) =>
        person.send(route.method, filled(route.path, stranger), '{"a": ', {
          headers: { 'content-type': 'application/json' },
        }),
      writing().filter((route) => route.body !== null),
    );
  });

  it('refuses unknown fields and bodies of the wrong shape', async () => {
    for (const body of [{ surprise: 1 }, [], 'text', 12, null, { __proto__: { a: 1 }, constructor: 1 }]) {
      await everywhere(
        (person, route) =>
          person.send(route.method, filled(route.path, stranger), JSON.stringify(body), {
            headers: { 'content-type': 'application/json' },
          }),
        writing().filter((route) => route.body !== null),
      );
    }
  });

  it('refuses wrong types in every field', async () => {
    for (const wrong of [{ nested: { deep: true } }, [[1]], 1e308, true]) {
      await everywhere(async (person, route) => {
        const fields = Object.keys(propertiesOf(route.body));
        if (fields.length === 0) return null;
        const body = Object.fromEntries([...fields.map((field) => [field, wrong]), ['surprise', 1]]);
        return person.send(route.method, filled(route.path, stranger), body);
      }, writing());
    }
  });

  it('refuses NUL and lone surrogates anywhere', async () => {
    for (const text of ['a\u0000b', '\ud800', 'x\udc00y']) {
      await everywhere(async (person, route) => {
        const fields = Object.keys(propertiesOf(route.body));
        const body = Object.fromEntries(fields.map((field) => [field, text]));
        return person.send(route.method, filled(route.path, stranger), { ...body, surprise: text });
      }, writing());
    }
    const admin = people[0] as ApiClient;
    expectProblem(await admin.get('/users?search=%00'), 'NUL in a query');
    expectProblem(await admin.get('/users/%00'), 'NUL in a path');
  });

  it('refuses bytes that are no UTF-8, of which the parser would make U+FFFD', async () => {
    // 工作 in GBK, as a script on an older Windows sends it.
    const gbk = Buffer.from([0xb9, 0xa4, 0xd7, 0xf7]);
    await everywhere(
      (person, route) => {
        const [field = 'surprise'] = Object.keys(propertiesOf(route.body));
        const body = Buffer.concat([Buffer.from(`{"${field}":"`), gbk, Buffer.from('"}')]);
        return person.send(route.method, filled(route.path, stranger), body);
      },
      writing().filter((route) => route.body !== null),
    );
  });

  it('refuses a body over 2 MiB with 413, before anything else of it is read', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024 + 1) });
    const admin = people[0] as ApiClient;
    const answer = await admin.send<Record<string, unknown>>('POST', '/users', body);
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
  });

  it('refuses nesting beyond reason', async () => {
    const admin = people[0] as ApiClient;
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expectProblem(await admin.send('POST', '/users', deep), 'deep nesting');
  });

  it('answers ids that do not exist, of other kinds or no ids at all without a 500', async () => {
    const otherKind = api.organisation.users.get('sf.admin') ?? '';
    const anyOrg = api.organisation.orgs.get('sf') ?? '';
    for (const id of [
      stranger,
      'no-such-thing',
      injection,
      '..',
      '%',
      '\u202e',
      '0',
      '-1',
      'null',
      otherKind,
      anyOrg,
    ]) {
      for (const person of people) {
        for (const route of routes.filter((candidate) => candidate.path.includes('{'))) {
          if (route.method !== 'GET' && (id === otherKind || id === anyOrg)) continue;
          const path = filled(route.path, id);
          const answer = await person.send<Record<string, unknown>>(
            route.method,
            path,
            route.method === 'GET' ? undefined : { surprise: 1 },
          );
          if (answer.status >= 500)
            throw new Error(`${route.method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        }
      }
    }
  });

  it('takes SQL and HTML in any text as text: never a 500, and every table still stands', async () => {
    const tables = Object.keys(await contents()).sort();
    for (const person of people) {
      for (const route of writing()) {
        const body = example(route.body, injection);
        const answer = await person.send<Record<string, unknown>>(
          route.method,
          filled(route.path, stranger),
          body,
        );
        if (answer.status >= 500)
          throw new Error(`${route.method} ${route.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      for (const route of routes.filter(
        (candidate) => candidate.method === 'GET' && !candidate.path.includes('{'),
      )) {
        const query = [
          'search',
          'q',
          'sort',
          'under',
          'org',
          'cycle',
          'state',
          'page',
          'tier',
          'actor',
          'from',
        ]
          .map((name) => `${name}=${encodeURIComponent(injection)}`)
          .join('&');
        const answer = await person.get<Record<string, unknown>>(`${route.path}?${query}`);
        if (answer.status >= 500) throw new Error(`${route.path}: ${answer.status}`);
      }
    }
    expect(Object.keys(await contents()).sort()).toEqual(tables);
  });

  function resolved(schema: Schema | null | undefined): Schema {
    if (!schema) return {};
    if (schema.$ref) return resolved(schemas[schema.$ref.split('/').at(-1) ?? '']);
    if (schema.allOf)
      return {
        properties: Object.assign({}, ...schema.allOf.map((part) => resolved(part).properties ?? {})),
      };
    if (schema.oneOf) return resolved(schema.oneOf[0]);
    return schema;
  }

  function propertiesOf(schema: Schema | null): Record<string, Schema> {
    return resolved(schema).properties ?? {};
  }

  /** A body of the right shape in which every free text is the given one. */
  function example(schema: Schema | null | undefined, text: string, depth = 0): unknown {
    const { type, enum: values, properties, items, format } = resolved(schema);
    const [kind] = [type].flat();
    if (values) return values[0];
    if (depth > 6) return null;
    if (properties)
      return Object.fromEntries(
        Object.entries(properties).map(([name, part]) => [name, example(part, text, depth + 1)]),
      );
    if (kind === 'array') return [example(items, text, depth + 1)];
    if (kind === 'integer' || kind === 'number') return 1;
    if (kind === 'boolean') return true;
    if (format === 'uuid') return stranger;
    if (format === 'date-time') return '2026-01-01T00:00:00Z';
    if (format === 'date') return '2026-01-01';
    return kind === 'object' ? {} : text;
  }
});
