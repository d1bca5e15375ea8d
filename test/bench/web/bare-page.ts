import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const root = join(__dirname, '../../../..');
const folder = join(root, '.cache/bare-page');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** As the product's build compresses its files. */
const compressed = (content: string | Buffer): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } });

/** Functions that are sent and parsed as any others and never called. */
function unusedCode(count: number): string {
  let state = 1;
  const word = () => {
    state = (state * 48_271) % 2_147_483_647;
    return `v${state.toString(36)}`;
  };
  const one = () => {
    const [name, list, key, most] = [word(), word(), word(), word()];
    return `export function ${name}(${list}, ${most}) {
      const ${key} = ${list}.filter((one) => one.${word()} > ${state % 997}).map((one) => ({ ...one, ${word()}: "${word()} ${word()}" }));
      return ${key}.length > ${most} ? ${key}.slice(0, ${most}) : ${name}(${list}.concat(${key}), ${most} + 1);
    }`;
  };
  return Array.from({ length: count }, one).join('\n');
}

/** The scripts of the build, whose first is the page's. */
async function build(unused: number): Promise<Buffer> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Bare</title></head>
     <body><div id="root"></div><script type="module" src="/page.js"></script></body></html>`,
  );
  writeFileSync(join(folder, 'unused.js'), unusedCode(unused));
  writeFileSync(
    join(folder, 'page.js'),
    `import { createElement as h } from 'react';
     import { createRoot } from 'react-dom/client';
     import * as unused from './unused.js';
     // Whoever asks for them keeps them in the file.
     window.unused = unused;
     const row = (n) => h('li', { key: n, className: 'row' }, h('b', null, '第' + n + '行'), h('button', null, '去填报'));
     createRoot(document.getElementById('root')).render(h('main', null, h('ul', null, [1, 2, 3, 4].map(row))));`,
  );
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', folder, '--logLevel', 'error'],
    { env: { ...process.env, NODE_ENV: 'production' } },
  );
  const assets = join(folder, 'dist/assets');
  const [script] = readdirSync(assets).filter((file) => file.endsWith('.js'));
  return readFileSync(join(assets, script ?? ''));
}

/** A page that React draws and that does nothing else, whose scripts are as many compressed bytes; answers its address. */
export async function serveBarePage(
  bytes: number,
): Promise<{ address: string; bytes: number; server: Server }> {
  // How much one function weighs is seen from a first build.
  const probe = 200;
  const [without, within] = [compressed(await build(1)).length, compressed(await build(probe)).length];
  const script = compressed(
    await build(Math.max(1, Math.round(((bytes - without) / (within - without)) * probe))),
  );
  const page = readFileSync(join(folder, 'dist/index.html'));
  const server = createServer((request, response) => {
    const asked = extname(request.url ?? '');
    const body = asked === '.js' ? script : compressed(page);
    if (asked !== '.js' && request.url !== '/') return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[asked || '.html'], 'Content-Encoding': 'br' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    bytes: script.length,
    server,
  };
}
