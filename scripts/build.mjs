// Builds what is not up to date: the server with SWC (.swcrc says how), the page with vite. Types are checked apart (npm run typecheck):
// that takes several times as long and changes no output.
//
//   node scripts/build.mjs [--force] [--server | --client]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { exclusively } from './exclusively.mjs';
import { findTool, root, runNode, runTool } from './tool.mjs';

/** What the server consists of, tests that start built programs included. */
const server = ['apps/api', 'apps/worker', 'apps/standalone', 'apps/cli', 'libs', 'migrations', 'test'];
const page = join(root, 'apps/web');

/**
 * Builds the server and, unless told otherwise, the page. Safe when several commands start at once.
 * @param {{force?: boolean, serverOnly?: boolean, clientOnly?: boolean}} options `clientOnly`: the server and
 *   the types that the page takes from it, which lint and typecheck need too
 */
export async function build(options = {}) {
  await exclusively('build', async () => {
    await buildServer(options.force ?? false);
    if (options.serverOnly) return;
    await buildClient(options.force ?? false);
    if (!options.clientOnly && existsSync(join(page, 'index.html'))) await buildPage(options.force ?? false);
  });
}

async function buildServer(force) {
  const sources = server.flatMap((folder) =>
    filesUnder(join(root, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts')),
  );
  const configuration = ['.swcrc', 'package.json'].map((file) => join(root, file));
  await unlessUpToDate('server', [...sources, ...configuration], join(root, 'dist/apps'), force, async () => {
    await Promise.all(sources.map(compile));
    removeWhatHasNoSource(sources);
  });
}

async function compile(file) {
  // Loaded here: a server that was installed without development packages starts what is built.
  const { transformFile } = await import('@swc/core');
  const configFile = join(root, '.swcrc');
  const { code, map } = await transformFile(file, { configFile, cwd: root, outputPath: outputOf(file) });
  const output = outputOf(file);
  mkdirSync(dirname(output), { recursive: true });
  writeFileSync(output, `${code}\n//# sourceMappingURL=${basename(output)}.map`);
  writeFileSync(`${output}.map`, map);
}

function outputOf(file) {
  return join(root, 'dist', relative(root, file).replace(/\.ts$/, '.js'));
}

/** The page's types, from the OpenAPI document of the server that was just built. */
async function buildClient(force) {
  const documented = ['apps/api', 'libs/domain', 'libs/features', 'libs/platform/http'].flatMap((folder) =>
    filesUnder(join(root, folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts')),
  );
  const types = join(page, 'src/api/schema.d.ts');
  await unlessUpToDate('client', documented, types, force, async () => {
    const document = join(root, '.cache/openapi.json');
    mkdirSync(dirname(document), { recursive: true });
    const { code, output } = await runNode([join(root, 'dist/apps/api/openapi.js'), document], {
      quiet: true,
    });
    if (code !== 0) throw new Error(output);
    await runTool('openapi-typescript', 'openapi-typescript', [document, '-o', types], { quiet: true });
  });
}

async function buildPage(force) {
  const parts = ['src', 'public', 'index.html', 'vite.config.ts', 'package.json'].map((part) =>
    join(page, part),
  );
  // The page reads rules of the domain by its own code.
  const sources = [...parts, join(root, 'libs/domain')]
    .flatMap(filesUnder)
    .filter((file) => !/\.spec\.tsx?$|schema\.d\.ts$/.test(file));
  await unlessUpToDate(
    'page',
    [...sources, join(root, 'package-lock.json')],
    join(page, 'dist/index.html'),
    force,
    () => runTool('vite', 'vite', ['build', '--logLevel', 'error'], { cwd: page, from: page }),
  );
}

/** A print of the sources' paths, sizes and times stands beside the output; the same print, no work. */
async function unlessUpToDate(name, sources, output, force, work) {
  const stamp = join(root, '.cache', `built-${name}`);
  const print = createHash('sha256');
  for (const file of sources.sort()) {
    const { size, mtimeMs } = statSync(file);
    print.update(`${relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  const wanted = print.digest('hex');
  const stands = existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (stands && !force) return;
  const start = performance.now();
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
  console.log(`built ${name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** A deleted source must not live on in dist: migrations are found by looking into their folder. */
function removeWhatHasNoSource(sources) {
  const wanted = new Set(sources.map((file) => relative(root, file).replace(/\.ts$/, '')));
  for (const folder of ['apps', 'libs', 'migrations', 'test']) {
    for (const file of filesUnder(join(root, 'dist', folder))) {
      const name = relative(join(root, 'dist'), file).replace(/\.js(\.map)?$/, '');
      if (!wanted.has(name)) rmSync(file);
    }
  }
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
    const inner = join(path, entry.name);
    return entry.isDirectory() ? filesUnder(inner) : [inner];
  });
}

/** Builds before another command runs; without the build tools an existing build is taken as it is. */
export async function buildIfPossible(options) {
  if (findTool('vite', 'vite', page)) return build(options);
  if (!existsSync(join(root, 'dist/apps'))) {
    console.error('尚未构建，且未安装构建工具。请运行 npm install（包含开发依赖）后重试。');
    console.error(
      'Nothing is built and the build tools are missing: run npm install with development packages.',
    );
    process.exit(1);
  }
}

if (process.argv[1] === import.meta.filename) {
  const flags = process.argv.slice(2);
  try {
    await build({
      force: flags.includes('--force'),
      serverOnly: flags.includes('--server'),
      clientOnly: flags.includes('--client'),
    });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
