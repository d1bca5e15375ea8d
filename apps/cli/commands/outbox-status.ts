import { Backlog } from '@features/backlog';
import { OwedJobs } from '@platform/queues';
import { type Command, exitCodes } from '../command';

const words = {
  events: '事件 events',
  comments: '批注 comments',
  jobs: '任务 jobs',
  deliveries: '待发送 messages',
  reminders: '到期提醒 reminders due',
  rollups: '待汇总 figures to count',
} as const;

export const outboxStatus: Command = {
  name: 'outbox status',
  usage: 'outbox status',
  summary: '待分发事件、待办与失败的后台任务。What is still owed, and what failed for good.',
  async run({ context, out }) {
    const parts = await context();
    const jobs = parts.get(OwedJobs);
    const figures = await parts.get(Backlog).figures();
    const late = Backlog.late(figures);
    const status = await jobs.status();
    const failed = status.failed > 0 ? await jobs.failed(20, 0) : [];
    out.table([
      ['待分发事件 undispatched events', String(status.undispatched)],
      ['待办任务 owed jobs', String(status.owed)],
      ['最早的待办 oldest owed', status.oldestOwedAt?.toISOString() ?? '无 none'],
      ['失败任务 failed jobs', String(status.failed)],
      ...(['events', 'comments', 'jobs', 'deliveries', 'reminders', 'rollups'] as const).map((kind) => [
        `${late.includes(kind) ? '✗ ' : ''}${words[kind]}`,
        `${figures[kind].count}，最久 oldest ${figures[kind].oldest} s`,
      ]),
    ]);
    if (late.length > 0)
      out.line(
        '  ✗ 后台任务没有处理：请查看 worker 是否在运行。Nothing works these off: is a worker running?',
      );
    for (const job of failed) {
      out.line(`  ✗ ${job.failedAt.toISOString()}  ${job.name}  ${job.id}  ${job.error ?? ''}`);
    }
    out.result({ ...status, jobs: failed, backlog: figures, late });
    return status.failed > 0 || late.length > 0 ? exitCodes.wrong : exitCodes.fine;
  },
};
