import { ReportModule } from '@features/report';
import { ReportHistoryModule } from '@features/report-history';
import { Module } from '@nestjs/common';
import { HistoryController } from './history.controller';
import { ReportController } from './report.controller';
import { TransitionController } from './transition.controller';

@Module({
  imports: [ReportModule, ReportHistoryModule],
  controllers: [ReportController, TransitionController, HistoryController],
})
export class ReportApiModule {}
