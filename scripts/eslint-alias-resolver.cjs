// Tells eslint-plugin-boundaries where an import leads: the aliases of tsconfig.json and relative paths
// between TypeScript files. Packages are left to the resolver that the plugin brings along.
const { existsSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');

const root = dirname(__dirname);
const { paths } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).compilerOptions;
const aliases = Object.entries(paths).map(([alias, [target]]) => [
  alias.replace('*', ''),
  join(root, target.replace('*', '')),
]);
const endings = ['', '.ts', '.tsx', '.mts', '/index.ts', '/index.tsx', '.json'];

module.exports = {
  interfaceVersion: 2,
  resolve(source, file) {
    const alias = aliases.find(([prefix]) => source.startsWith(prefix));
    if (!alias && !source.startsWith('.')) return { found: false };
    const base = alias ? join(alias[1], source.slice(alias[0].length)) : resolve(dirname(file), source);
    const path = endings.map((ending) => base + ending).find((it) => existsSync(it) && statSync(it).isFile());
    return path ? { found: true, path } : { found: false };
  },
};
