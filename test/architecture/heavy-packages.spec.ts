import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import '@apps/standalone/standalone';

describe('what a start loads', () => {
  it('leaves the packages of .swcrc’s module.lazy until somebody needs them', () => {
    const root = join(__dirname, '../..');
    const { lazy } = (
      JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8')) as { module: { lazy: string[] } }
    ).module;
    const loaded = Object.keys(require.cache);
    const isLoaded = (name: string) =>
      loaded.some((path) => path.includes(`/node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0]}/`));
    // That this looks at what is loaded at all.
    expect(isLoaded('fastify')).toBe(true);
    // A constant of a module that is made of such a package loads it at once: make it a function.
    // prom-client loads the names alone of OpenTelemetry by itself.
    expect(lazy.filter((name) => name !== '@opentelemetry/api' && isLoaded(name))).toEqual([]);
  });
});
