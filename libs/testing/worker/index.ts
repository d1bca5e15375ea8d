export { CompilationHouse } from './compilation-house';
export { drained, move, type OpenedCycle, type OpenOptions, openCycle, type Step } from './follow-up-house';
export { holdingParts, jobsHeld } from './held-parts';
export { MailServer, type Reception } from './mail-server';
export { besideWorkers, orderCompilation } from './ordered-compilation';
export { RobotServer } from './robot-server';
export {
  type Backend,
  onEachBackend,
  redisAnswers,
  startWorker,
  testRedisUrl,
  type WorkerHarness,
  withoutBeats,
  workerEnvironment,
  workerHarness,
} from './worker-harness';
export { WorkerProcess } from './worker-process';
