import { ReportStoreModule } from '@features/report';
import { Module } from '@nestjs/common';
import { WorkFaultsModule } from '@platform/queues';
import { Recount } from './recount';

/** Recounting alone: what a worker needs of the review. */
@Module({ imports: [ReportStoreModule, WorkFaultsModule], providers: [Recount], exports: [Recount] })
export class RecountModule {}
