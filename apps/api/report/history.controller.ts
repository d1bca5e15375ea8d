import { ReportContents, ReportHistory } from '@features/report-history';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  PageQuery,
  Requires,
  WholeNumberPipe,
} from '@platform/http';
import { ComparisonDto, DiffQuery } from './diff.dto';
import { DecisionList, EventDto, FindingList, RevisionDto, RevisionList } from './history.dto';
import { ReportItemsDto, ReportItemsQuery } from './item-list.dto';

@ApiTags('reports')
@Controller('reports/:id')
export class HistoryController {
  constructor(
    private readonly history: ReportHistory,
    private readonly contents: ReportContents,
  ) {}

  @Get('checks')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary: '自查: the working copy’s findings for the author’s side, the latest revision’s for others',
  })
  @ApiOkResponse({ type: FindingList })
  @ApiProblems('not_found', 'too_costly', 'busy')
  async checks(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<FindingList> {
    return { findings: await this.history.findings(caller, id) };
  }

  @Get('rectifications')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary:
      'The unit’s items of the rectification ledger: as they stand for the author’s side, as they were frozen with the revision for others',
  })
  @ApiOkResponse({ type: ReportItemsDto })
  @ApiProblems('not_found')
  async rectifications(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: ReportItemsQuery,
  ): Promise<ReportItemsDto> {
    return { list: await this.history.itemList(caller, id, query.revision) };
  }

  @Get('events')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'Every transition, in order' })
  @ApiPageOf(EventDto)
  @ApiProblems('not_found')
  events(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<EventDto>> {
    return this.history.events(caller, id, query.page, query.pageSize);
  }

  @Get('revisions')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'What was handed in, withdrawn revisions included' })
  @ApiOkResponse({ type: RevisionList })
  @ApiProblems('not_found')
  async revisions(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RevisionList> {
    return { items: await this.history.revisions(caller, id) };
  }

  @Get('revisions/:number')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'One revision with its content' })
  @ApiParam({ name: 'number', schema: { type: 'integer', minimum: 1 } })
  @ApiOkResponse({ type: RevisionDto })
  @ApiProblems('not_found')
  revision(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('number', WholeNumberPipe) number: number,
  ): Promise<RevisionDto> {
    return this.history.revision(caller, id, number);
  }

  @Get('decisions')
  @Requires('report.read', 'report')
  @ApiOperation({ summary: 'What reviewers decided about every revision, void decisions included' })
  @ApiOkResponse({ type: DecisionList })
  @ApiProblems('not_found')
  async decisions(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<DecisionList> {
    return { items: await this.history.decisions(caller, id) };
  }

  @Get('diff')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary:
      'What changed between two revisions, or since last year’s report; without `to`, up to what is seen now',
  })
  @ApiOkResponse({ type: ComparisonDto })
  @ApiProblems('not_found', 'too_costly', 'busy')
  diff(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() query: DiffQuery,
  ): Promise<ComparisonDto> {
    return this.contents.compare(caller, id, query.from, query.to);
  }
}
