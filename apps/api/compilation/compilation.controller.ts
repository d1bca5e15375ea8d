import { CompilationService, RunService } from '@features/compilation';
import { Controller, Get, HttpStatus, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiExtraModels,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { openReceipt } from '@platform/database';
import {
  AnswersAnew,
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  type Page,
  preferredLanguage,
  Requires,
} from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReportDto } from '../report/report.dto';
import {
  CompilationAnswer,
  CompilationRunAnswer,
  IndicatorBindingDto,
  ProblemBindingDto,
  SectionTextDto,
  SectionTextQuery,
} from './compilation.dto';
import { RespondAsync } from './prefer';
import { runAnswer } from './run-answer';

@ApiTags('compilation')
@ApiExtraModels(IndicatorBindingDto, ProblemBindingDto)
@Controller('reports/:id')
export class CompilationController {
  constructor(
    private readonly compilations: CompilationService,
    private readonly runs: RunService,
  ) {}

  @Post('compile')
  @AnswersAnew()
  @Requires('report.write', 'report')
  @ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read.' })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async` (RFC 7240): a worker compiles, and the answer is 202 with the run.',
  })
  @ApiOperation({
    summary: '汇编: fill the draft from the approved reports below; edited text and numbers stay',
    description:
      'Above 100 sources or 2 MiB of them a worker compiles also where that is not preferred. A run that is already going on for the report is answered instead of a second one.',
  })
  @ApiOkResponse({ type: ReportDto })
  @ApiAcceptedResponse({
    type: CompilationRunAnswer,
    headers: { Location: { description: 'Address of the run.', schema: { type: 'string' } } },
  })
  @ApiProblems(
    'not_found',
    'stale_version',
    'wrong_state',
    'frozen',
    'rule_broken',
    'conflict',
    'too_costly',
    'busy',
  )
  async compile(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @IfMatch() ifMatch: ExpectedVersion,
    @RespondAsync() later: boolean,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportDto | CompilationRunAnswer> {
    const compiled = openReceipt()?.acted
      ? await this.compilations.outcome(caller, id, later)
      : await this.compilations.compile(caller, id, ifMatch.optional(), later);
    if ('report' in compiled) {
      void reply.status(HttpStatus.OK).header('etag', etagOf(compiled.report.version));
      return compiled.report;
    }
    const address = `/api/v1/reports/${id}/compilation/runs/${compiled.run.id}`;
    void reply.status(HttpStatus.ACCEPTED).header('location', address);
    if (later) void reply.header('preference-applied', 'respond-async');
    return runAnswer(compiled.run, preferredLanguage(request));
  }

  @Get('compilation')
  @Requires('report.write', 'report')
  @ApiOperation({ summary: 'What the draft was compiled from: contributors, sources’ texts, stale marks' })
  @ApiOkResponse({ type: CompilationAnswer })
  @ApiProblems('not_found')
  async view(@Param('id') id: string, @Req() request: FastifyRequest): Promise<CompilationAnswer> {
    const { run, ...view } = await this.compilations.view(id);
    return { ...view, run: run && runAnswer(run, preferredLanguage(request)) };
  }

  @Get('compilation/sources')
  @Requires('report.write', 'report')
  @ApiOperation({ summary: 'What the approved reports below say in one section, to select from' })
  @ApiPageOf(SectionTextDto)
  @ApiProblems('not_found')
  texts(@Param('id') id: string, @Query() query: SectionTextQuery): Promise<Page<SectionTextDto>> {
    return this.compilations.sectionTexts(id, query);
  }

  @Get('compilation/runs/:runId')
  @Requires('report.write', 'report')
  @ApiOperation({ summary: 'How far a compilation is that a worker carries out' })
  @ApiOkResponse({ type: CompilationRunAnswer })
  @ApiProblems('not_found')
  async run(
    @Param('id') id: string,
    @Param('runId', ParseUUIDPipe) runId: string,
    @Req() request: FastifyRequest,
  ): Promise<CompilationRunAnswer> {
    return runAnswer(await this.runs.one(id, runId), preferredLanguage(request));
  }
}
