export { CompilationScenario } from './compilation-scenario';
export { holdingParts, jobsHeld } from './held-parts';
export { MailServer, type Reception } from './mail-server';
export { drained, move, type OpenedCycle, type OpenOptions, openCycle, type Step } from './opened-cycle';
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
