import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';

/** The checkout. */
export const root = dirname(import.meta.dirname);

/** The script behind a package's command, looked for as Node looks for packages; null when not installed. */
export function findTool(name, command, from = root) {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', name, 'package.json');
    if (existsSync(file)) {
      const { bin } = JSON.parse(readFileSync(file, 'utf8'));
      return join(dirname(file), typeof bin === 'string' ? bin : bin[command]);
    }
    if (folder === dirname(folder)) return null;
  }
}

/**
 * Runs a package's command with this very Node.
 * @param {{cwd?: string, from?: string, quiet?: boolean}} options `quiet` shows output only on failure
 * @throws Error when it is not installed or ends with another code than 0
 */
export async function runTool(name, command, args, { cwd = root, from = root, quiet = false } = {}) {
  const script = findTool(name, command, from);
  if (!script) throw new Error(`${name} is not installed: run npm install.`);
  const { code, output } = await runNode([script, ...args], { cwd, quiet });
  if (code !== 0) throw new Error(`${output}${command} ${args.join(' ')} failed with code ${code}.`);
}

/** Runs Node and answers its code; SIGINT and SIGTERM are passed on and waited for. */
export function runNode(args, { cwd = root, quiet = false, env = process.env } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    // The terminal sends SIGINT to the whole group: the child has it already, this process only waits.
    const wait = () => {};
    const pass = () => child.kill('SIGTERM');
    process.on('SIGINT', wait).on('SIGTERM', pass);
    child.once('error', failed);
    child.once('close', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', pass);
      done({ code: code ?? 128 + constants.signals[signal], output });
    });
  });
}
