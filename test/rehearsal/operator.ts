import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { sessionSecret } from '@testing/http/issue-token';
import { checkout } from '../faults/checkout';

/** What a place is reached by, as the environment of its processes says it. */
export interface Place {
  databaseUrl: string;
  redisUrl: string;
  /** DATA_DIR: where the attachments lie. */
  data: string;
}

/** Runs `npm run cli -- …` on a place. @throws Error with what it printed, for any exit code but 0 */
export async function cli<Result = unknown>(place: Place, ...words: string[]): Promise<Result> {
  const child = spawn(process.execPath, [join(checkout, 'dist/apps/cli/main.js'), ...words, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: place.databaseUrl,
      REDIS_URL: place.redisUrl,
      DATA_DIR: place.data,
      SESSION_SECRET: sessionSecret,
    },
  });
  let [out, complaint] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString('utf8');
  });
  child.stderr.on('data', (piece: Buffer) => {
    complaint += piece.toString('utf8');
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${out}${complaint}`);
  return JSON.parse(out) as Result;
}
