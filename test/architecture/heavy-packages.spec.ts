import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

describe('what a start loads', () => {
  it('leaves the packages of .swcrc’s module.lazy until somebody needs them', () => {
    const root = join(__dirname, '../..');
    const { lazy } = (
      JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as { module: { lazy: string[] } }
    ).module;
    // In a process of its own: a spec meets the packages that others have loaded.
    const script = `require('./apps/standalone/standalone.ts'); console.log(JSON.stringify(Object.keys(require.cache)))`;
    const asBuilt = join(root, 'libs/testing/typescript-beside-jest.cjs');
    const output = execFileSync(process.execPath, ['--require', asBuilt, '-e', script], { cwd: root });
    const loaded = JSON.parse(String(output)) as string[];
    const isLoaded = (name: string) =>
      loaded.some((path) => path.includes(`/node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]}/`));
    // That this looks at what is loaded at all.
    expect(isLoaded('fastify')).toBe(true);
    // A constant of a module that is made of such a package loads it at once: make it a function.
    // prom-client loads the names alone of OpenTelemetry by itself.
    expect(lazy.filter((name) => name !== '@opentelemetry/api' && isLoaded(name))).toEqual([]);
  });
});
