import { setTimeout as delay } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { problem } from '@domain/problems';
import type { HeavyWork } from '@platform/computing';

export type Heaviness =
  | { kind: 'answer'; value: unknown }
  | { kind: 'bytes'; length: number }
  | { kind: 'forever' }
  | { kind: 'spin'; milliseconds: number }
  | { kind: 'wait'; milliseconds: number }
  | { kind: 'memory' }
  | { kind: 'refuse' }
  | { kind: 'fail' }
  | { kind: 'where' }
  | { kind: 'small' };

async function perform(task: Heaviness): Promise<unknown> {
  switch (task.kind) {
    case 'answer':
      return task.value;
    case 'bytes':
      return Buffer.alloc(task.length, 'x');
    case 'forever':
      for (;;) Math.sqrt(2);
    case 'spin': {
      const end = performance.now() + task.milliseconds;
      while (performance.now() < end) Math.sqrt(2);
      return null;
    }
    case 'wait':
      return delay(task.milliseconds, null);
    case 'memory': {
      const kept: number[] = [];
      for (;;) kept.push(kept.length);
    }
    case 'refuse':
      throw problem('malformed', { reason: '示例' }, { errors: [{ pointer: '/a', code: 'b', detail: 'c' }] });
    case 'fail':
      throw new Error('a defect of the work');
    case 'small':
    case 'where':
      return { pid: process.pid, threadId, secret: process.env.SESSION_SECRET ?? null };
  }
}

/** Work for the tests of `Computing`, of each kind that goes well or badly. */
export const heavyWork: HeavyWork<Heaviness, unknown> = {
  file: __filename,
  perform,
  milliseconds: 20_000,
  refusal: 'too_costly',
  isSmall: ({ kind }) => kind === 'small',
};

export default heavyWork;
