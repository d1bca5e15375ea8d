export { EmbeddedDatabase, type EmbeddedDatabaseOptions } from './embedded-database';
export { EmbeddedDatabaseError } from './embedded-database-error';
export { findRunningInstance, type RunningInstance } from './instance-lock';
