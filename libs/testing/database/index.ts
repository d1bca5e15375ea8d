export { type CommittingHarness, committing, type HarnessOptions } from './committing';
export { fillEmptyTables, rowsByTable } from './filled-rows';
export { inRollback, type RollbackHarness } from './in-rollback';
export { createTestDatabase, type TestDatabase } from './test-database';
