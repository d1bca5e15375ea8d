import { threadId } from 'node:worker_threads';
import { problem } from '@domain/problems';

export type Heaviness =
  | { kind: 'answer'; value: unknown }
  | { kind: 'bytes'; length: number }
  | { kind: 'forever' }
  | { kind: 'spin'; milliseconds: number }
  | { kind: 'memory' }
  | { kind: 'refuse' }
  | { kind: 'fail' }
  | { kind: 'where' };

/** Work for the tests of `Computing`, of each kind that goes well or badly. */
export default async function work(task: Heaviness): Promise<unknown> {
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
    case 'memory': {
      const kept: number[] = [];
      for (;;) kept.push(kept.length);
    }
    case 'refuse':
      throw problem('malformed', { reason: '示例' }, { errors: [{ pointer: '/a', code: 'b', detail: 'c' }] });
    case 'fail':
      throw new Error('a defect of the work');
    case 'where':
      return { pid: process.pid, threadId, secret: process.env.SESSION_SECRET ?? null };
  }
}
