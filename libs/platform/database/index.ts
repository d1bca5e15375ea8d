export { type DatabaseTarget, dataSourceOptions } from './data-source-options';
export { Database } from './database';
export { DatabaseModule, migrate } from './database.module';
export { databaseProblem } from './database-problem';
export { insideRun, isInsideRun, mindOpenRun, refusePoolInsideRuns } from './open-run';
export { openReceipt, type Receipt, underReceipt } from './receipt';
export { SteadyClient } from './steady-client';
export { type NamedStatement, Transaction } from './transaction';
export { UnitOfWork } from './unit-of-work';
