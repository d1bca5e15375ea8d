import { BatchStore } from '@features/ledger';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  IfMatch,
  type Page,
  PageQuery,
  Requires,
} from '@platform/http';
import { BatchPatchBody, NewBatchBody, RectificationBatchDto } from './batch.dto';

/** 批次: where items come from together. */
@ApiTags('rectifications')
@Controller('rectification-batches')
export class BatchController {
  constructor(private readonly batches: BatchStore) {}

  @Get()
  @Requires('rectification.read')
  @ApiOperation({ summary: 'Batches of the caller’s units, of those above and of those below' })
  @ApiPageOf(RectificationBatchDto)
  @ApiProblems()
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<RectificationBatchDto>> {
    return this.batches.list(caller, query.page, query.pageSize);
  }

  @Post()
  @Requires('rectification.administer')
  @ApiOperation({ summary: 'A new batch with its dates and its route' })
  @ApiCreatedResponse({ type: RectificationBatchDto })
  @ApiProblems('unknown_unit', 'rule_broken', 'empty_route', 'idempotency_mismatch', 'answer_lost')
  create(@CurrentCaller() caller: Caller, @Body() body: NewBatchBody): Promise<RectificationBatchDto> {
    const { org, ...input } = body;
    return this.batches.create(caller, org, input);
  }

  @Get(':id')
  @Requires('rectification.read', 'rectification_batch')
  @ApiOperation({ summary: 'One batch' })
  @ApiOkResponse({ type: RectificationBatchDto })
  @ApiProblems('not_found')
  get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RectificationBatchDto> {
    return this.batches.get(caller, id);
  }

  @Patch(':id')
  @Requires('rectification.administer', 'rectification_batch')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Change a batch; items move with the dates that they took from it' })
  @ApiOkResponse({ type: RectificationBatchDto })
  @ApiProblems('not_found', 'if_match_missing', 'stale_version', 'rule_broken', 'empty_route')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: BatchPatchBody,
    @IfMatch() ifMatch: ExpectedVersion,
  ): Promise<RectificationBatchDto> {
    return this.batches.change(caller, id, ifMatch.required(), body);
  }
}
