// npm start: builds what is not built, then runs everything in this one process, so that Ctrl-C and
// SIGTERM reach what has to stop.
import module, { createRequire } from 'node:module';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`报审需要 Node.js 20.19 或更高版本，当前为 ${process.version}。`);
  console.error(`Baoshen needs Node.js 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}
// Imported only now: older versions cannot even read these files.
const { buildIfPossible } = await import('./build.mjs');
const { root } = await import('./tool.mjs');
try {
  await buildIfPossible({});
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// npm runs this through a shell that dies of a SIGTERM without passing it on: when the parent is gone, the
// signal was meant for us.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 100);
  watch.unref();
}
// Newer versions keep what they compiled; half of the time to start is compiling.
module.enableCompileCache?.(join(root, '.cache/compiled'));
createRequire(import.meta.url)(join(root, 'dist/apps/standalone/main.js'));
