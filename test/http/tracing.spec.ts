import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { WorkerPartsModule } from '@apps/worker/worker-parts.module';
import { Controller, Get, Module } from '@nestjs/common';
import type { Environment } from '@platform/config';
import { Public } from '@platform/http';
import { JsonLogger } from '@platform/logging';
import { apiHarness } from '@testing/http';
import { freshReport } from '@testing/reports';
import { until } from '@testing/until';

interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}

@Controller('breaks')
class BreakingController {
  @Get()
  @Public()
  break(): never {
    throw new Error('something is wrong');
  }
}
@Module({ controllers: [BreakingController] })
class BreakingModule {}

describe('one request, followed', () => {
  const spans: SeenSpan[] = [];
  const lines: Array<Record<string, unknown>> = [];
  const environment: Partial<Environment> = {};
  let collector: Server;

  /** A collector as OTLP over HTTP asks for one. */
  beforeAll(async () => {
    const take = async (request: IncomingMessage, response: ServerResponse) => {
      const body = Buffer.concat(await request.toArray()).toString();
      const sent = JSON.parse(body) as {
        resourceSpans: Array<{ scopeSpans: Array<{ spans: SeenSpan[] }> }>;
      };
      if (request.url === '/v1/traces')
        spans.push(...sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    };
    collector = createServer((request, response) => void take(request, response));
    await new Promise<void>((listening) => {
      collector.listen(0, '127.0.0.1', listening);
    });
    environment.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
    process.env.OTEL_BSP_SCHEDULE_DELAY = '100';
  });
  const api = apiHarness({
    imports: [WorkerPartsModule, BreakingModule],
    environment,
    logger: new JsonLogger('info', {
      write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    }),
  });
  afterAll(() => {
    delete process.env.OTEL_BSP_SCHEDULE_DELAY;
    collector.close();
  });

  it('goes from the request through the outbox to the job and its statements, in one trace and by one id', async () => {
    const report = await freshReport(api, 'sf0101');
    await report.save('sf0101.reporter');
    const request = 'from-the-proxy-0001';
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { version } = (await report.get('sf0101.secretary')).body;
    // What several requests caused is followed in one batch, which belongs to the trace of none of them.
    await until('what the saving caused is followed', async () => {
      const left = await api.database.query('SELECT FROM event WHERE dispatched_at IS NULL');
      return left.length === 0;
    });
    const answer = await report.try(
      'sf0101.secretary',
      'submit',
      {},
      {
        'if-match': `"${version}"`,
        'x-request-id': request,
        traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      },
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-request-id')).toBe(request);

    const ours = () => spans.filter((span) => span.traceId === traceId);
    const named = (name: string | RegExp) =>
      ours().find((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
    await until('the job is in the trace', () => named('likeness.index'));
    await until('the request is', () => named('POST /api/v1/reports/:id/submit'));
    await until('what followed is', () => named('outbox.dispatch'));
    const below = (name: string) => ours().filter((span) => span.parentSpanId === named(name)?.spanId);
    expect(named('POST /api/v1/reports/:id/submit')?.parentSpanId).toBe('b7ad6b7169203331');
    expect(below('POST /api/v1/reports/:id/submit').map(({ name }) => name)).toContainEqual(
      expect.stringMatching(/^report_write/),
    );
    expect(below('likeness.index').length).toBeGreaterThan(0);
    expect(named('outbox.dispatch')?.parentSpanId).toBe(named('POST /api/v1/reports/:id/submit')?.spanId);

    const line = await until('the job’s line', () =>
      lines.find(({ msg }) => String(msg).startsWith('likeness.index ')),
    );
    expect(line).toMatchObject({ request, trace: traceId, msg: expect.stringMatching(/ done \d+ ms$/) });
  });

  it('is named by the answer of a 500, by its line and by the line of its fault', async () => {
    const answer = await api.anonymous.get<{ detail: string }>('/breaks');
    const id = answer.headers.get('x-request-id') ?? '';
    expect(answer.status).toBe(500);
    expect(answer.body.detail).toContain(id);
    const fault = lines.find(({ msg }) => String(msg).startsWith(`incident ${id}`));
    expect(fault).toMatchObject({ request: id, stack: expect.stringContaining('something is wrong') });
    await until('its line', () =>
      lines.some(({ msg }) => String(msg).includes(`500`) && String(msg).endsWith(id)),
    );
  });
});

describe('without a collector', () => {
  it('nothing of OpenTelemetry is loaded', () => {
    const root = resolve(__dirname, '../..');
    const { lazy } = (
      JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as { module: { lazy: string[] } }
    ).module;
    const imports = ['libs', 'apps'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
        .flatMap((file) =>
          [
            ...readFileSync(join(root, folder, file), 'utf8').matchAll(
              /^import (?!type )[^;]*?from '(@opentelemetry\/[\w-]+)'/gm,
            ),
          ].map(([, name]) => ({ file: join(folder, file), name })),
        ),
    );
    expect(new Set(imports.map(({ file }) => file))).toEqual(
      new Set(['libs/platform/tracing/otlp-recorder.ts']),
    );
    for (const { name } of imports) expect(lazy).toContain(name);
  });
});
