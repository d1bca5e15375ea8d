import { Module } from '@nestjs/common';
import { LedgerAudit } from './ledger-audit';

/** The recount alone, for processes that only verify. */
@Module({ providers: [LedgerAudit], exports: [LedgerAudit] })
export class LedgerAuditModule {}
