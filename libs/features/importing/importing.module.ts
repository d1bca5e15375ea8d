import { ReportModule } from '@features/report';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { ComputingModule } from '@platform/computing';
import { ImportService } from './import.service';
import { TextReader } from './text-reader';

/** Documents that people already have, as content of their reports (design 1.7). */
@Module({
  imports: [ComputingModule, ReportModule, TemplateModule],
  providers: [ImportService, TextReader],
  exports: [ImportService],
})
export class ImportingModule {}
