import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env.BAOSHEN_API ?? 'http://127.0.0.1:3000';
const smallest = 1024;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
/** A twentieth smaller than 9 for twice the time; 11 takes four times that for another sixtieth. */
const quality = 10;

async function compressed(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < smallest) return;
  await Promise.all([
    brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).then((small) =>
      writeFile(`${file}.br`, small),
    ),
    gzipped(content, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ]);
}

/** Lays a .br and a .gz beside every asset, so that the server sends them without compressing anything. */
function precompress(): Plugin {
  let folder = '';
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => {
      folder = join(config.root, config.build.outDir, config.build.assetsDir);
    },
    closeBundle: async () => {
      const files = readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file));
      await Promise.all(files.map((file) => compressed(join(folder, file))));
    },
  };
}

/**
 * The build has no inline script and no data: script, so that a content security policy without
 * `unsafe-inline` scripts holds. Routes are split by dynamic imports in src/routes.tsx.
 */
export default defineConfig({
  plugins: [react(), precompress()],
  // decision-bar.module.css and `phrase` give decision-bar-phrase: short, readable where one inspects the page, and the
  // same in every build, so that a sheet may name a class of another. test/architecture/styles.spec.ts holds that no two
  // sheets have one name.
  css: { modules: { generateScopedName: (name, file) => `${basename(file, '.module.css')}-${name}` } },
  // The rules that the page shares with the server, such as how long a text may be.
  resolve: { alias: { '@domain': join(import.meta.dirname, '../../libs/domain') } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page begins with, in one file a kind: two dozen small files cost a request and a kilobyte of
            // headers each. Libraries apart, since they change less often than the page.
            { name: 'libraries', tags: ['$initial'], test: /node_modules/ },
            { name: 'page', tags: ['$initial'] },
          ],
        },
      },
    },
  },
  // One stream for all tabs lives in a worker of its own.
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': { target: api, changeOrigin: false } } },
});
