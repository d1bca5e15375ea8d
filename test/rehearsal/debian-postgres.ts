import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@testing/free-port';
import { Client } from 'pg';

const packages = '/usr/lib/postgresql';
const password = 'only-for-the-rehearsal';

/** A cluster of its own of the distribution's PostgreSQL, run by the user whom the package made where this is root. */
export class DebianPostgres {
  private readonly programs = programsFolder();
  private readonly owner = process.getuid?.() === 0 ? owner('postgres') : undefined;
  private readonly data: string;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
  ) {
    this.data = join(folder, 'cluster');
  }

  static async start(folder: string): Promise<DebianPostgres> {
    mkdirSync(folder, { recursive: true });
    const postgres = new DebianPostgres(folder, await freePort());
    postgres.init();
    postgres.goUp();
    return postgres;
  }

  /** Of the product's own role, which may do nothing but own its databases. */
  url(database: string): string {
    return `postgres://baoshen:${password}@127.0.0.1:${this.port}/${database}`;
  }

  async createRole(): Promise<void> {
    await this.administer(`CREATE ROLE baoshen LOGIN PASSWORD '${password}'`);
  }

  async createDatabase(name: string): Promise<string> {
    await this.administer(`CREATE DATABASE ${name} OWNER baoshen`);
    return this.url(name);
  }

  goUp(): void {
    const settings = `-p ${this.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${this.folder}`;
    this.run('pg_ctl', ['-D', this.data, '-l', join(this.folder, 'log'), '-o', settings, '-w', 'start']);
  }

  /** As after a crash: nobody is waited for, and the next start recovers from the log. */
  goDown(): void {
    this.run('pg_ctl', ['-D', this.data, '-m', 'immediate', '-w', 'stop']);
  }

  private init(): void {
    const file = join(this.folder, 'password');
    writeFileSync(file, password, { mode: 0o600 });
    for (const path of this.owner ? [this.folder, file] : [])
      chownSync(path, this.owner?.uid ?? 0, this.owner?.gid ?? 0);
    const words = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${file}`, '--encoding=UTF8'];
    this.run('initdb', ['-D', this.data, ...words, '--locale=C.UTF-8']);
  }

  private async administer(statement: string): Promise<void> {
    const client = new Client({
      connectionString: this.url('postgres').replace('//baoshen:', '//postgres:'),
    });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  }

  private run(program: string, words: string[]): void {
    // Its output goes nowhere: the server would keep a pipe open.
    const { status, error } = spawnSync(join(this.programs, program), words, {
      cwd: this.folder,
      stdio: 'ignore',
      ...this.owner,
    });
    if (status !== 0)
      throw new Error(`${program} failed with code ${status} ${error?.message ?? ''}: see ${this.folder}.`);
  }
}

function programsFolder(): string {
  const versions = existsSync(packages) ? readdirSync(packages).map(Number) : [];
  const newest = Math.max(0, ...versions.filter((version) => version >= 15));
  if (newest === 0) throw new Error('PostgreSQL 15 or newer is missing: apt-get install postgresql.');
  return join(packages, String(newest), 'bin');
}

function owner(name: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
  return { uid: id('-u'), gid: id('-g') };
}
