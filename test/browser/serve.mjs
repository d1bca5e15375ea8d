// Starts the product on a fresh data directory for the browser tests, and removes it afterwards.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const data = mkdtempSync(join(tmpdir(), 'baoshen-browser-'));
// PostgreSQL runs as a user of its own where this runs as root.
chmodSync(data, 0o755);

// A pinned date is the product's alone: the browser gets it page by page, and this process needs none.
const shifted = process.env.TEST_DATE_SHIFT_MS ? join(root, 'libs/testing/shifted-date.cjs') : undefined;
const options = shifted && `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(shifted)}`;

const server = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    DATA_DIR: data,
    DEMO: process.env.DEMO ?? '1',
    ...(options && { NODE_OPTIONS: options }),
  },
});
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => {
  rmSync(data, { recursive: true, force: true });
  process.exit(code ?? 0);
});
