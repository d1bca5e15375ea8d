export { type CommittingHarness, committing, type HarnessOptions } from './committing';
export { inRollback, type RollbackHarness } from './in-rollback';
export { createTestDatabase, type TestDatabase } from './test-database';
