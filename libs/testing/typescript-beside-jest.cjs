// Threads and processes that a test starts load TypeScript by themselves, outside jest: compiled as the build
// compiles it. Given to node with --require, which both inherit.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '../..');
const configFile = join(root, '.swcrc');
require.extensions['.ts'] = (module, filename) => {
  const { transformSync } = require('@swc/core');
  const source = readFileSync(filename, 'utf8');
  module._compile(transformSync(source, { filename, configFile, cwd: root }).code, filename);
};
