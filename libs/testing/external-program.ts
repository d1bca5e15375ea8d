import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Runs a program on the file and answers what it prints; throws with its complaint when it fails. */
export type Opener = (args: string[]) => string;

/**
 * Opens documents with a program that has no part in making them. Where the program is missing, one test
 * says so aloud instead; on CI (CI=true) that test fails, unless the program is optional there.
 */
export function describeWithProgram(
  program: string,
  options: { package: string; optional?: boolean },
  body: (open: Opener) => void,
): void {
  if (isInstalled(program)) {
    describe(`opened by ${program}`, () => body((args) => run(program, args)));
    return;
  }
  test(`${program} is not installed`, () => {
    process.stderr.write(`NOT CHECKED: ${program} is missing (apt-get install ${options.package}).\n`);
    if (!options.optional) expect(process.env.CI).not.toBe('true');
  });
}

/** A folder that holds the given file while the body runs, and is gone afterwards. */
export async function withFile<Result>(
  name: string,
  content: Buffer | string,
  body: (path: string, folder: string) => Result | Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'baoshen-document-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, content);
    return await body(path, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The names in a folder, and a file's bytes: what a program has left there. */
export const produced = { list: readdirSync, read: readFileSync };

/** Looked for and not started: an office takes a second to say its version, and longer on a loaded machine. */
function isInstalled(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function run(program: string, args: string[]): string {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`${program} ended with ${result.status}: ${result.stderr}`);
  return result.stdout;
}
