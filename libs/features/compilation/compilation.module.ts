import { ReportModule } from '@features/report';
import { CallerModule } from '@features/sign-in';
import { TemplateModule } from '@features/template';
import { Module } from '@nestjs/common';
import { CompilationRepository } from './compilation.repository';
import { CompilationService } from './compilation.service';
import { Compiler } from './compiler';
import { RunRepository } from './run.repository';
import { RunService } from './run.service';
import { RunReceipts } from './run-receipts';
import { RunWork } from './run-work';

/** Compilations for those who ask over HTTP. */
@Module({
  imports: [ReportModule, TemplateModule],
  providers: [CompilationRepository, CompilationService, Compiler, RunRepository, RunService],
  exports: [CompilationService, RunService],
})
export class CompilationModule {}

/** Compilations that a worker carries out. */
@Module({
  imports: [ReportModule, TemplateModule, CallerModule],
  providers: [CompilationRepository, Compiler, RunReceipts, RunRepository, RunWork],
  exports: [RunWork],
})
export class CompilationWorkModule {}
