import { OwedJobs } from '@platform/queues';
import { type Command, exitCodes } from '../command';

export const outboxStatus: Command = {
  name: 'outbox status',
  usage: 'outbox status',
  summary: '待分发事件、待办与失败的后台任务。What is still owed, and what failed for good.',
  async run({ house, out }) {
    const jobs = (await house()).get(OwedJobs);
    const status = await jobs.status();
    const failed = status.failed > 0 ? await jobs.failed(20, 0) : [];
    out.table([
      ['待分发事件 undispatched events', String(status.undispatched)],
      ['待办任务 owed jobs', String(status.owed)],
      ['最早的待办 oldest owed', status.oldestOwedAt?.toISOString() ?? '无 none'],
      ['失败任务 failed jobs', String(status.failed)],
    ]);
    for (const job of failed) {
      out.line(`  ✗ ${job.failedAt.toISOString()}  ${job.name}  ${job.id}  ${job.error ?? ''}`);
    }
    out.result({ ...status, jobs: failed });
    return status.failed > 0 ? exitCodes.wrong : exitCodes.fine;
  },
};
