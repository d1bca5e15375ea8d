import { AuditLog } from '@features/audit';
import { CycleOpeningService, CycleService } from '@features/cycle';
import { RollupAudit } from '@features/rollup';
import { TemplateService } from '@features/template';
import { Injectable } from '@nestjs/common';
import { DemoLedger } from './demo-ledger';
import { DemoOrganisation } from './demo-organisation';

/** The features that the demonstration sets going. */
@Injectable()
export class DemonstrationParts {
  constructor(
    readonly organisation: DemoOrganisation,
    readonly templates: TemplateService,
    readonly cycles: CycleService,
    readonly opening: CycleOpeningService,
    readonly rollups: RollupAudit,
    readonly audit: AuditLog,
    readonly ledger: DemoLedger,
  ) {}
}
