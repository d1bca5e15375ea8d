import { availableParallelism } from 'node:os';
import { type ProblemCode, problem } from '@domain/problems';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { type Pool, pool, TerminateError, Promise as WorkerPromise } from 'workerpool';
import type { Begun, Outcome } from './computing-entry';
import { type Excess, TimeLimit } from './time-limit';
import { type Waiting, WaitingLine } from './waiting-line';

/**
 * Heavy work that a process beside the server does. Task and result cross by structured clone, so they are data
 * and bytes only.
 */
export interface HeavyWork<Task, Result> {
  /** The path of the module, whose default export is this work. */
  readonly file: string;
  perform(task: Task): Result | Promise<Result>;
  /** What is done on the spot, since it takes less than handing it over. */
  isSmall?(task: Task): boolean;
  /** How much of the processor's time one task may take, once its turn has come (`TimeLimit`). */
  readonly milliseconds: number;
  /** What is answered where it takes longer, or more memory than a process has. */
  readonly refusal: ProblemCode;
  /** What is answered where too much waits already, or the machine leaves no time for it; `busy` unless said. */
  readonly busy?: ProblemCode;
}

/** Most memory of one process for what it computes; with code and fonts it then has some 220 MB. */
const heapMegabytes = 160;
/** So long a turn may be waited for, */
const longestWait = 20_000;
/** and so long processes without work are kept. */
const idleMilliseconds = 60_000;
const limits = {
  places: Math.max(2, Math.floor(availableParallelism() / 2)),
  longest: 64,
  mostOfOne: 4,
};

/**
 * Computes in processes beside the one that answers requests: documents that are read or laid out, long texts
 * that are checked or compared. They are processes and not threads because a thread that runs out of memory
 * takes the whole server with it. A process starts when it is needed and ends when nobody needs it; it knows
 * neither the database nor any secret.
 */
@Injectable()
export class Computing implements OnModuleDestroy {
  private readonly line = new WaitingLine(limits);
  private processes: Pool | undefined;
  private idle: NodeJS.Timeout | undefined;

  /**
   * @param by whose work it is: people take turns
   * @throws the work's own refusal, and `busy` (503) or what the work says instead where too much waits already
   */
  async run<Task, Result>(work: HeavyWork<Task, Result>, task: Task, by: string): Promise<Result> {
    if (work.isSmall?.(task)) return work.perform(task);
    await this.turn(by, work.busy ?? 'busy');
    try {
      return await this.perform(work, task);
    } finally {
      this.line.done(by);
      if (this.line.isEmpty) this.restLater();
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.line.close();
    await this.end();
  }

  private turn(by: string, code: ProblemCode): Promise<void> {
    return new Promise((come, refused) => {
      const busy = () => refused(problem(code));
      const waiting: Waiting = {
        by,
        start: () => {
          clearTimeout(patience);
          come();
        },
        giveUp: () => {
          clearTimeout(patience);
          busy();
        },
      };
      const patience = setTimeout(() => {
        if (this.line.leave(waiting)) busy();
      }, longestWait);
      if (!this.line.join(waiting)) waiting.giveUp();
    });
  }

  private async perform<Task, Result>(work: HeavyWork<Task, Result>, task: Task): Promise<Result> {
    clearTimeout(this.idle);
    this.processes ??= newProcesses();
    let excess: Excess | undefined;
    const running = this.processes.exec('work', [work.file, task], {
      on: ({ pid }: Begun) => limit.begins(pid),
    });
    const limit = new TimeLimit(work.milliseconds, (found) => {
      excess = found;
      running.cancel();
    });
    try {
      const outcome = (await running) as Outcome;
      if ('refused' in outcome) throw problem(outcome.refused.code, outcome.refused.params, outcome.refused);
      return outcome.result as Result;
    } catch (error) {
      throw refusalOf(error, excess === 'starved' ? (work.busy ?? 'busy') : work.refusal);
    } finally {
      limit.end();
    }
  }

  private restLater(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.end().catch(() => undefined), idleMilliseconds);
    this.idle.unref();
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const { processes } = this;
    this.processes = undefined;
    await processes?.terminate(true);
  }
}

function newProcesses(): Pool {
  return pool(require.resolve('./computing-entry'), {
    workerType: 'process',
    maxWorkers: limits.places,
    // A process that computes hears nothing: waiting for its goodbye would only lengthen the limit.
    workerTerminateTimeout: 20,
    // Read and thrown away: a process that runs out of memory says so at length.
    emitStdStreams: true,
    forkOpts: {
      execArgv: [
        ...process.execArgv.filter((option) => !option.startsWith('--inspect')),
        `--max-old-space-size=${heapMegabytes}`,
        // Small, since the young generation comes on top.
        '--max-semi-space-size=4',
      ],
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH },
      serialization: 'advanced',
    },
  });
}

/** A process that died used up its memory, one that was ended its time. */
function refusalOf(error: unknown, refusal: ProblemCode): unknown {
  const died = error instanceof TerminateError || error instanceof WorkerPromise.CancellationError;
  return died ? problem(refusal) : error;
}
