export { type Claim, claimSize, inClaimedBatches, notFailing } from './claimed-batches';
export { GivesUpJob, HandlesJob, HandlesOwedJob, type JobContext } from './job-declaration';
export {
  backoff,
  type FailureClass,
  failureClass,
  PermanentFailure,
  RemoteFailure,
} from './job-failure';
export { JobHandlers } from './job-handlers';
export { JobRunner } from './job-runner';
export { JobRunnerModule } from './job-runner.module';
export { type ConnectionsOf, mostConnections } from './most-connections';
export { type FailedJob, type OutboxStatus, OwedJobs } from './owed-jobs';
export { Pump } from './pump';
export { type QueueBackend, type QueueTarget, queueBackend } from './queue-backend';
export { type QueuedFlow, type QueuedJob, Queues } from './queues';
export { QueuesModule } from './queues.module';
export { type Duty, type WorkFault, WorkFaults } from './work-faults';
export { WorkFaultsModule } from './work-faults.module';
