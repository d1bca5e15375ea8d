import { Global, Module } from '@nestjs/common';
import { AuditRepository } from './audit.repository';
import { AuditLog } from './audit-log';
import { HistoryVerifier } from './history-verifier';
import { ItemVerifier } from './item-verifier';

/** Global, because every feature that changes something records it. */
@Global()
@Module({
  providers: [AuditLog, AuditRepository, HistoryVerifier, ItemVerifier],
  exports: [AuditLog, AuditRepository, HistoryVerifier, ItemVerifier],
})
export class AuditModule {}
