import { FigureReader, Sampling } from '@features/ledger';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import {
  CurveDto,
  CurveQuery,
  FigureGroupQuery,
  LedgerSummaryDto,
  LookBackSampleDto,
  SampleBody,
} from './figure.dto';

/** The ledger's figures on any day, and draws for look-backs. */
@ApiTags('rectifications')
@Controller()
export class FigureController {
  constructor(
    private readonly figures: FigureReader,
    private readonly sampling: Sampling,
  ) {}

  @Get('rectifications/summary')
  @Requires('rectification.read')
  @ApiOperation({ summary: 'Figures of the items that the caller may see, on any day' })
  @ApiOkResponse({ type: LedgerSummaryDto })
  @ApiProblems('not_found', 'rule_broken')
  summary(@CurrentCaller() caller: Caller, @Query() query: FigureGroupQuery): Promise<LedgerSummaryDto> {
    return this.figures.read(caller, query);
  }

  @Get('rectifications/curve')
  @Requires('rectification.read')
  @ApiOperation({ summary: 'The same figures for each day of a period, at most three years' })
  @ApiOkResponse({ type: CurveDto })
  @ApiProblems('not_found', 'rule_broken')
  async curve(@CurrentCaller() caller: Caller, @Query() query: CurveQuery): Promise<CurveDto> {
    return { days: await this.figures.curve(caller, query) };
  }

  @Post('rectification-samples')
  @HttpCode(200)
  @Requires('rectification.sample')
  @ApiOperation({
    summary: 'Draw closed and long-term items for a look-back; the same seed draws the same again',
  })
  @ApiOkResponse({ type: LookBackSampleDto })
  @ApiProblems('unknown_unit', 'rule_broken', 'idempotency_mismatch')
  draw(@CurrentCaller() caller: Caller, @Body() body: SampleBody): Promise<LookBackSampleDto> {
    return this.sampling.draw(caller, body);
  }
}
