export { AuditModule } from './audit.module';
export { type AuditFilter, type AuditItem, AuditRepository } from './audit.repository';
export { AuditLog, type AuditRecord } from './audit-log';
export type { AuditSubject } from './audit-subject';
export { type BrokenHistory, type HistoryVerification, HistoryVerifier } from './history-verifier';
export { type ItemVerification, ItemVerifier } from './item-verifier';
export { contentHash, sealOf } from './revision-seal';
