import { isBigint, isOrdinal, isUuid, isUuidList, type PayloadShape, readPayload } from './job-payload';

/**
 * The queues. `events`: what follows from a transition or a comment and needs another try. `rollups`: summaries, one
 * at a time. `deliveries`: messages that leave the product, slow and
 * apart so that a mail server's trouble delays nothing else. `schedules`: what the clock starts. `documents`:
 * long work such as exports. `compilations`: what somebody waits for at the page, so never behind an export.
 */
export const queueNames = [
  'events',
  'rollups',
  'deliveries',
  'schedules',
  'documents',
  'compilations',
] as const;
export type QueueName = (typeof queueNames)[number];

/** Every job with its payload: ids only, never content and never a secret. */
export interface Jobs {
  /** Follow up one event that failed in its batch: tell whom it concerns and plan the reminders. */
  'event.follow': { eventId: string };
  /** Count what is marked. */
  'rollup.summarise': Record<string, never>;
  /** Tell of a comment that the author's side sees at once. */
  'comment.notify': { commentId: string };
  /** Tell of a reply to a comment. */
  'reply.notify': { replyId: string };
  /** Send the pending messages of one recipient and channel; several ids go out as one digest. */
  'notification.deliver': { ids: string[] };
  /** Queue what is due to be sent, and list attempts whose outcome nobody knows. */
  'notification.sweep': Record<string, never>;
  /** Claim the reminders that are due. */
  'reminder.sweep': Record<string, never>;
  /** Remind of items of the rectification ledger. */
  'ledger.remind': Record<string, never>;
  /** Tell administrators of vacant steps and units without a secretary. */
  'vacancy.digest': Record<string, never>;
  /** Queue again what is owed but was lost by the queue. */
  'job.sweep': Record<string, never>;
  /** Plan reminders and figures of cycles that were opened, closed or given other dates. */
  'cycle.follow': Record<string, never>;
  /** Close cycles whose closing date is past, and tell of closings to come. */
  'cycle.close': Record<string, never>;
  /** Draft cycles that recur, end extensions that ran out, count seats anew that a date changed. */
  'cycle.tick': Record<string, never>;
  /** Forget keys, sessions and tokens that ended long ago. */
  'record.forget': Record<string, never>;
  /** Remove files that no record names: uploads that failed, what a discarded draft had. */
  'file.sweep': Record<string, never>;
  /** Keep the index of likeness at the revisions that these reports stand for. */
  'likeness.index': { reportIds: string[] };
  /** Pack the documents of a subtree. */
  'document.export': { exportId: string };
  /** Read one batch of the reports that a draft is compiled from. */
  'compilation.read': { runId: string; part: number };
  /** Compile the draft of what was read; waits for every batch. */
  'compilation.write': { runId: string };
}
export type JobName = keyof Jobs;

export interface JobDefinition<T extends object> {
  queue: QueueName;
  shape: PayloadShape<T>;
  /** Times it is tried before it is listed as failed. */
  attempts: number;
  /** Started by the clock: every so many milliseconds, or by a cron pattern in the installation's time zone. */
  schedule?: { everyMs: number } | { cron: string };
}

const nothing = {};

export const jobDefinitions: { [N in JobName]: JobDefinition<Jobs[N]> } = {
  'event.follow': { queue: 'events', shape: { eventId: isBigint }, attempts: 8 },
  'rollup.summarise': { queue: 'rollups', shape: nothing, attempts: 1, schedule: { everyMs: 5_000 } },
  'comment.notify': { queue: 'events', shape: { commentId: isUuid }, attempts: 8 },
  'reply.notify': { queue: 'events', shape: { replyId: isUuid }, attempts: 8 },
  'notification.deliver': { queue: 'deliveries', shape: { ids: isUuidList }, attempts: 6 },
  'notification.sweep': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 10_000 } },
  'reminder.sweep': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 30_000 } },
  'ledger.remind': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 30_000 } },
  'vacancy.digest': { queue: 'schedules', shape: nothing, attempts: 3, schedule: { cron: '30 8 * * *' } },
  'job.sweep': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 10_000 } },
  'cycle.follow': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 3_000 } },
  'cycle.close': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 15_000 } },
  'cycle.tick': { queue: 'schedules', shape: nothing, attempts: 1, schedule: { everyMs: 300_000 } },
  'file.sweep': { queue: 'schedules', shape: nothing, attempts: 3, schedule: { everyMs: 600_000 } },
  'record.forget': { queue: 'schedules', shape: nothing, attempts: 3, schedule: { cron: '20 3 * * *' } },
  'likeness.index': { queue: 'documents', shape: { reportIds: isUuidList }, attempts: 8 },
  'document.export': { queue: 'documents', shape: { exportId: isUuid }, attempts: 3 },
  'compilation.read': { queue: 'compilations', shape: { runId: isUuid, part: isOrdinal }, attempts: 5 },
  'compilation.write': { queue: 'compilations', shape: { runId: isUuid }, attempts: 5 },
};

export const jobNames = Object.keys(jobDefinitions) as JobName[];

/** True for a name that this version declares; a queue may hold older ones. */
export function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobDefinitions, name);
}

/** @throws PayloadError where the payload is not what the job declares. */
export function jobPayload<N extends JobName>(name: N, payload: unknown): Jobs[N] {
  return readPayload<Jobs[N]>(name, jobDefinitions[name].shape, payload);
}

/**
 * Deterministic ids, so that the same work queued twice is one job while it is known to the queue. BullMQ
 * allows neither a colon nor digits alone.
 */
export const jobIds = {
  eventFollow: (eventId: string) => `evt-${eventId}-follow`,
  /** The first event of the batch stands for it. */
  rollupSummarise: (eventId: string) => `evt-${eventId}-rollup`,
  commentNotify: (commentId: string) => `cmt-${commentId}-notify`,
  replyNotify: (replyId: string) => `rpl-${replyId}-notify`,
  likenessIndex: (first: string) => `lik-${first}-index`,
  /** The first id stands for the whole message; `attempt` tells a retry from the job that gave up. */
  deliver: (firstId: string, attempt: number) => `dlv-${firstId}-${attempt}`,
  documentExport: (exportId: string) => `doc-${exportId}-export`,
  compilationRead: (runId: string, part: number) => `cmp-${runId}-read-${part}`,
  compilationWrite: (runId: string) => `cmp-${runId}-write`,
} as const;
