import type { ReportContent } from '@domain/review';
import { ReportLife, ReportReader } from '@features/report';
import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  type Page,
  Requires,
} from '@platform/http';
import type { FastifyReply } from 'fastify';
import { v7 } from 'uuid';
import { ReportDto, ReportItemDto, ReportQuery } from './report.dto';
import { ReportContentBody } from './report-content.dto';

@ApiTags('reports')
@Controller('reports')
export class ReportController {
  constructor(
    private readonly reader: ReportReader,
    private readonly life: ReportLife,
  ) {}

  @Get()
  @Requires('report.read')
  @ApiOperation({ summary: 'Reports that the caller may see, without their content' })
  @ApiPageOf(ReportItemDto)
  @ApiProblems()
  list(@CurrentCaller() caller: Caller, @Query() query: ReportQuery): Promise<Page<ReportItemDto>> {
    return this.reader.list(caller, query);
  }

  @Get(':id')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary: 'One report: the working copy for the author’s side, the latest revision for others',
  })
  @ApiOkResponse({ type: ReportDto })
  @ApiProblems('not_found')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportDto> {
    const report = await this.reader.get(caller, id);
    void reply.header('etag', etagOf(report.version));
    return report;
  }

  @Put(':id/content')
  @Requires('report.write', 'report')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Save the whole content; a stale save is refused and answers with what is there' })
  @ApiOkResponse({ type: ReportDto })
  @ApiProblems(
    'not_found',
    'if_match_missing',
    'stale_version',
    'wrong_state',
    'unknown_key',
    'frozen',
    'conflict',
    'too_costly',
    'busy',
  )
  async save(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: ReportContentBody,
    @IfMatch() ifMatch: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReportDto> {
    const outcome = await this.life.run(caller, id, {
      action: 'save',
      ifVersion: ifMatch.optional(),
      content: contentOf(body),
    });
    const report = await this.reader.after(caller, outcome);
    void reply.header('etag', etagOf(report.version));
    return report;
  }
}

function contentOf(body: ReportContentBody): ReportContent {
  return {
    sections: body.sections.map(({ key, body: text }) => ({ key, body: text })),
    indicators: { ...body.indicators },
    problems: body.problems.map(({ id, problem, ...rest }) => {
      const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
      return { id: id ?? v7(), problem, ...Object.fromEntries(given) };
    }),
    unplaced: body.unplaced ?? '',
  };
}
