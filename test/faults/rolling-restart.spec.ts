import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committing } from '@testing/database';
import { describeWithProgram } from '@testing/external-program';
import { freePort } from '@testing/free-port';
import { issueToken } from '@testing/http';
import { seedOrganisation } from '@testing/organisation';
import { until } from '@testing/until';
import { ProductProcess } from './product-process';
import { proxies } from './proxies';

const requests = 5000;
const clients = 8;

/** Both proxies as their files in this repository say, each before two API processes that are restarted in turn. */
describe.each(proxies)('two API processes behind $program', ({ program, debian, configuration, start }) => {
  describeWithProgram(program, { package: debian }, () => {
    const database = committing();
    let folder: string;
    let apis: ProductProcess[];
    let proxy: ReturnType<typeof spawn>;
    let address: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'baoshen-proxy-'));
      const ports = [await freePort(), await freePort()];
      const port = await freePort();
      const logs = folder;
      apis = ports.map(
        (_, number) => new ProductProcess('api', number, { databaseUrl: database.url, logs, ports }),
      );
      const file = join(folder, 'proxy.conf');
      writeFileSync(file, configuration(ports, port, folder));
      proxy = spawn(program, start(file, folder), { stdio: 'ignore' });
      address = `http://127.0.0.1:${port}`;
      await until('both processes are ready', () => bothReady(ports));
      await until(
        'the proxy passes requests on',
        async () => (await ask(`${address}/api/health/ready`)) === 200,
      );
    });
    afterAll(async () => {
      await Promise.all(apis.map((api) => api.end()));
      const gone = once(proxy, 'exit');
      proxy.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    });

    it(`loses none of ${requests} requests while each process is restarted`, async () => {
      await seedOrganisation(database.database, new Date());
      const token = await issueToken(database.database, 'sf.admin', new Date());
      const seen = new Map<number | string, number>();
      let sent = 0;
      let restarted = false;
      const agent = new Agent({ keepAlive: true, maxSockets: clients });
      const client = async () => {
        for (let turn = 0; sent < requests || !restarted; turn += 1) {
          sent += 1;
          const read = turn % 2 === 0;
          const answer = await ask(`${address}/api/v1/${read ? 'auth/me' : 'notifications/read'}`, {
            agent,
            token,
            body: read ? undefined : '{"all":true}',
          });
          seen.set(answer, (seen.get(answer) ?? 0) + 1);
        }
      };
      const restarts = async () => {
        for (const api of apis) {
          const ended = await api.restart();
          expect(ended).toMatchObject({ code: 0 });
          expect(ended.milliseconds).toBeLessThan(20_000);
          await until(
            'it is ready again',
            async () => (await ask(`${api.address}/api/health/ready`)) === 200,
          );
        }
        restarted = true;
      };
      await Promise.all([restarts(), ...Array.from({ length: clients }, client)]);
      agent.destroy();
      const lost = [...seen].filter(([answer]) => typeof answer === 'string' || answer >= 400);
      expect(Object.fromEntries(lost)).toEqual({});
      expect(sent).toBeGreaterThanOrEqual(requests);
    });
  });
});

async function bothReady(ports: number[]): Promise<boolean> {
  const answers = await Promise.all(ports.map((port) => ask(`http://127.0.0.1:${port}/api/health/ready`)));
  return answers.every((answer) => answer === 200);
}

/** The status, or the code of what went wrong. */
function ask(
  url: string,
  { agent, token, body }: { agent?: Agent; token?: string; body?: string } = {},
): Promise<number | string> {
  return new Promise((answered) => {
    const asked = request(
      url,
      {
        agent,
        method: body ? 'POST' : 'GET',
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body
            ? {
                'content-type': 'application/json',
                'content-length': Buffer.byteLength(body),
                'idempotency-key': randomUUID(),
              }
            : {}),
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => answered(response.statusCode ?? 0));
      },
    );
    asked.once('error', (error: NodeJS.ErrnoException) => answered(error.code ?? error.message));
    asked.end(body);
  });
}
