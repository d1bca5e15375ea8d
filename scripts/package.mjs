// npm run package: one archive for a server without internet. It holds what is built and the packages that run it, for
// the platform it was made on: no build tools, no tests, no packages of the page (which is built), of fonts the weights in use.
//
//   node scripts/package.mjs [--output FOLDER]
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { root } from './tool.mjs';

const { values } = parseArgs({
  options: { output: { type: 'string', default: join(root, 'dist/package') } },
});
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `baoshen-${manifest.version}-${process.platform}-${process.arch}`;

/** What a server never reads. Licences stay. */
const unread = /\.(?:map|d\.[cm]?ts|[cm]?ts|tsbuildinfo|flow|markdown)$|(?<!LICENSE|LICENCE|NOTICE)\.md$/i;
/** Whole folders of packages: forms for browsers and bundlers beside the one that Node loads. */
const unreadFolders = [
  'exceljs/dist',
  'libphonenumber-js/bundle',
  'rxjs/dist/bundles',
  'rxjs/dist/esm',
  'rxjs/dist/esm5',
  'rxjs/src',
  'typeorm/browser',
];
const unreadNames = new Set([
  '.bin',
  '.github',
  '__tests__',
  'dist-es',
  'dist-types',
  'esnext',
  'test',
  'tests',
]);
const fontPackages = ['@expo-google-fonts/', '@fontsource/'];

/** Folders of every package that the server needs, as the lock file has them and this machine has installed. */
function productionPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = new Set();
  const visit = (path) => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path];
    const optionalPeer = (wanted) => peerDependenciesMeta?.[wanted]?.optional;
    const peers = Object.keys(peerDependencies ?? {}).filter((wanted) => !optionalPeer(wanted));
    for (const wanted of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const at = resolveIn(packages, wanted, path);
      if (!at || found.has(at) || !existsSync(join(root, at))) continue;
      found.add(at);
      visit(at);
    }
  };
  visit('');
  return [...found].sort();
}

/** As Node looks for packages: beside whoever asks, then further up. */
function resolveIn(packages, wanted, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const path = at ? `${at}/node_modules/${wanted}` : `node_modules/${wanted}`;
    if (packages[path]) return path;
    if (!at) return null;
  }
}

function copyPackages(target, fonts) {
  for (const path of productionPackages()) {
    const from = realpathSync(join(root, path));
    const package_ = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const isFont = fontPackages.some((prefix) => package_.startsWith(prefix));
    const keeps = (file) => {
      const inside = relative(from, file);
      if (inside === '') return true;
      const parts = inside.split(sep);
      // Packages inside are on the list themselves.
      if (parts.includes('node_modules')) return false;
      if (parts.some((part) => unreadNames.has(part))) return false;
      if (unreadFolders.includes(`${package_}/${parts.join('/')}`)) return false;
      if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return true;
      if (isFont)
        return fonts.has(`${package_}/${parts.join('/')}`) || /package\.json|LICEN[CS]E/i.test(inside);
      return !unread.test(inside);
    };
    cpSync(from, join(target, path), { recursive: true, verbatimSymlinks: true, filter: keeps });
  }
}

/** The page, the commands and what describes a server, beside the built server. */
function copyProduct(target) {
  const built = (file) => {
    const inside = relative(root, file);
    return !/^dist[\\/](?:test|libs[\\/]testing|package)(?:[\\/]|$)/.test(inside) && !inside.endsWith('.map');
  };
  cpSync(join(root, 'dist'), join(target, 'dist'), { recursive: true, filter: built });
  cpSync(join(root, 'apps/web/dist'), join(target, 'apps/web/dist'), { recursive: true });
  for (const part of ['deploy', 'docs', 'Caddyfile', 'LICENSE', 'README.md'])
    cpSync(join(root, part), join(target, part), {
      recursive: true,
      filter: (file) => basename(file) !== 'images',
    });
  for (const script of ['build', 'exclusively', 'run', 'start', 'tool'])
    cpSync(join(root, `scripts/${script}.mjs`), join(target, `scripts/${script}.mjs`));
  const { version, description, license, engines, scripts } = manifest;
  const { start, cli } = scripts;
  const own = {
    name: 'baoshen',
    version,
    description,
    license,
    private: true,
    engines,
    scripts: { start, cli },
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
}

await build();
const staging = join(values.output, name);
rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
const require = createRequire(import.meta.url);
const { fontFiles } = require(join(root, 'dist/libs/features/document/font-files.js'));
copyPackages(staging, new Set(Object.values(fontFiles)));
copyProduct(staging);
const archive = `${staging}.tar.gz`;
execFileSync('tar', ['-C', dirname(staging), '-czf', archive, name]);
const megabytes = (path) => Number(execFileSync('du', ['-sm', path], { encoding: 'utf8' }).split('\t')[0]);
console.log(
  `${relative(process.cwd(), archive)}: ${megabytes(archive)} MB, unpacked ${megabytes(staging)} MB`,
);
rmSync(staging, { recursive: true, force: true });
