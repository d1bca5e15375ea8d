// Builds if needed, then runs an entry of dist in this very process:
//   node scripts/run.mjs apps/cli/main migrate
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildIfPossible } from './build.mjs';
import { root } from './tool.mjs';

const [entry, ...args] = process.argv.slice(2);
await buildIfPossible({ serverOnly: true });
const file = join(root, 'dist', `${entry}.js`);
if (!existsSync(file)) {
  console.error(`There is no ${entry}.ts in this checkout.`);
  process.exit(1);
}
process.argv = [process.argv[0], file, ...args];
createRequire(import.meta.url)(file);
