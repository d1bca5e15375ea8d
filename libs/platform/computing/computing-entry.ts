import { constants, setPriority } from 'node:os';
import { isProblem, type Problem } from '@domain/problems';
import { worker, workerEmit } from 'workerpool';
import type { HeavyWork } from './computing';

/** What crosses back: the library keeps no fields of an error's fields. */
export type Outcome = { result: unknown } | { refused: Pick<Problem, 'code' | 'params' | 'errors'> };

/** Told before the work, which may then let nothing be told for long. */
export interface Begun {
  pid: number;
}

/** What a file of work exports. */
interface WorkFile {
  default: HeavyWork<unknown, unknown>;
}

// Whoever waits for an answer of the server comes first, also on a machine with two cores.
setPriority(constants.priority.PRIORITY_LOW);

async function work(file: string, task: unknown): Promise<Outcome> {
  const begun: Begun = { pid: process.pid };
  workerEmit(begun);
  const { default: found } = require(file) as WorkFile;
  try {
    return { result: await found.perform(task) };
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { code, params, errors } = error;
    return { refused: { code, params, errors } };
  }
}

/** The start of a process of `Computing`; it loads the file of the work that it is given. */
worker({ work });
