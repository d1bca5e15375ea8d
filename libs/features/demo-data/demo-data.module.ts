import { CycleModule } from '@features/cycle';
import { LedgerModule } from '@features/ledger';
import { OrgModule } from '@features/org';
import { PeopleModule } from '@features/people';
import { ReportModule } from '@features/report';
import { ReviewModule } from '@features/review';
import { RollupModule } from '@features/rollup';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { Clock, SettableClock } from '@platform/clock';
import { DemoLedger } from './demo-ledger';
import { DemoOrganisation } from './demo-organisation';
import { DemoStage } from './demo-stage';
import { DemonstrationService } from './demonstration.service';
import { DemonstrationParts } from './demonstration-parts';
import { LedgerParts } from './ledger-parts';

/** Only within {@link loadDemonstration}, whose clock can be set. */
@Module({
  imports: [
    OrgModule,
    PeopleModule,
    TemplateModule,
    CycleModule,
    LedgerModule,
    ReportModule,
    ReviewModule,
    RollupModule,
  ],
  providers: [
    DemoLedger,
    LedgerParts,
    DemoOrganisation,
    DemoStage,
    DemonstrationParts,
    DemonstrationService,
    { provide: SettableClock, useExisting: Clock },
  ],
})
export class DemoDataModule {}
