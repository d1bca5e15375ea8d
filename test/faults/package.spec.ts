import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describeWithProgram } from '@testing/external-program';
import { freePort } from '@testing/free-port';
import { until } from '@testing/until';
import { patienceMs } from './storm-size';

const root = resolve(__dirname, '../..');
/** What a bureau's server has room for; fonts and PostgreSQL are most of it. */
const mostMegabytes = 300;

describeWithProgram('pdftotext', { package: 'poppler-utils' }, (pdftotext) => {
  describe('the archive for a server without internet', () => {
    let folder: string;
    let product: string;
    let server: ChildProcess | undefined;
    let address: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'baoshen-package-'));
      chmodSync(folder, 0o755);
      execFileSync(process.execPath, ['scripts/package.mjs', '--output', folder], { cwd: root });
      const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'));
      execFileSync('tar', ['-C', folder, '-xzf', join(folder, archive ?? '')]);
      product = join(folder, (archive ?? '').replace('.tar.gz', ''));
      const port = await freePort();
      address = `http://127.0.0.1:${port}`;
      server = spawn('npm', ['start', '--silent'], {
        cwd: product,
        stdio: 'ignore',
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          PORT: String(port),
          DATA_DIR: join(folder, 'data'),
          // Nothing is fetched: whoever tries meets a port that nobody listens at.
          npm_config_offline: 'true',
          npm_config_registry: 'http://127.0.0.1:9/',
          https_proxy: 'http://127.0.0.1:9/',
          http_proxy: 'http://127.0.0.1:9/',
        },
      });
      await until('it is ready', async () => (await fetch(`${address}/api/health/ready`)).ok, {
        withinMs: patienceMs,
      });
    });
    afterAll(async () => {
      if (server && server.exitCode === null) {
        const gone = once(server, 'exit');
        server.kill('SIGTERM');
        await gone;
        await until(
          'its database has ended',
          () => !existsSync(join(folder, 'data/postgres/postmaster.pid')),
        );
      }
      rmSync(folder, { recursive: true, force: true });
    });

    it('holds no packages of the page, no tools and no tests, and is small', () => {
      const packages = readdirSync(join(product, 'node_modules'));
      for (const name of ['react', 'antd', 'vite', 'typescript', 'jest', '@playwright', '@biomejs'])
        expect(packages).not.toContain(name);
      expect(existsSync(join(product, 'dist/test'))).toBe(false);
      const size = Number(execFileSync('du', ['-sm', product], { encoding: 'utf8' }).split('\t')[0]);
      expect(size).toBeLessThan(mostMegabytes);
    });

    it('starts where there is no registry, serves the page, signs in and lays a report out in Chinese', async () => {
      expect(await (await fetch(`${address}/`)).text()).toContain('<div id="root">');
      const login = await fetch(`${address}/api/v1/auth/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'sf.observer', password: 'Baoshen-demo-2025' }),
      });
      expect(login.status).toBe(200);
      const cookie = login.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      const ask = (path: string) => fetch(`${address}/api/v1${path}`, { headers: { cookie } });
      const listed = (await (await ask('/reports?cycle=demo-annual-last&pageSize=1')).json()) as {
        items: { id: string; org: { name: string } }[];
      };
      const [report] = listed.items;
      const document = await ask(`/reports/${report?.id}/document?format=pdf`);
      expect(document.status).toBe(200);
      const file = join(folder, 'report.pdf');
      writeFileSync(file, Buffer.from(await document.arrayBuffer()));
      const text = pdftotext([file, '-']);
      expect(text.replace(/\s/g, '')).toContain(report?.org.name ?? 'a name');
      expect(text).toMatch(/\p{Script=Han}{8}/u);
    });

    it('has the operator’s commands', () => {
      const help = execFileSync('npm', ['run', 'cli', '--silent', '--', 'help'], {
        cwd: product,
        encoding: 'utf8',
      });
      expect(help).toContain('people import');
    });
  });
});
