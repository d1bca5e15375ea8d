import { OrgModule } from '@features/org';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { WorkFaultsModule } from '@platform/queues';
import { ClosingByClock } from './closing-by-clock';
import { CycleEntity } from './cycle.entity';
import { CycleRepository } from './cycle.repository';
import { CycleService } from './cycle.service';
import { CycleAccess } from './cycle-access';
import { CycleOpeningService } from './cycle-opening.service';
import { CycleResolver } from './cycle-resolver';
import { CycleTierEntity } from './cycle-tier.entity';
import { LateJoinerService } from './late-joiner.service';

/** Rounds of reporting: planned, opened, closed. */
@Module({
  imports: [
    OrgModule,
    TemplateModule,
    TypeOrmModule.forFeature([CycleEntity, CycleTierEntity]),
    WorkFaultsModule,
  ],
  providers: [
    CycleRepository,
    CycleResolver,
    CycleService,
    CycleOpeningService,
    ClosingByClock,
    LateJoinerService,
    CycleAccess,
  ],
  exports: [
    CycleRepository,
    CycleService,
    CycleOpeningService,
    ClosingByClock,
    LateJoinerService,
    CycleAccess,
  ],
})
export class CycleModule {}
