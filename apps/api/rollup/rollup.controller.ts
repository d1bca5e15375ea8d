import { problem } from '@domain/problems';
import { scopeOf } from '@features/access';
import { ReturnReasonReader, RollupReader } from '@features/rollup';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { ReturnReasonsAnswer } from './return-reasons.dto';
import { CompletionAnswer, FiguresQuery, IndicatorAnswer, RollupAnswer, SubtreeQuery } from './rollup.dto';

@ApiTags('cycles')
@ApiExtraModels(IndicatorAnswer)
@Controller('cycles/:id')
export class RollupController {
  constructor(
    private readonly reader: RollupReader,
    private readonly reasons: ReturnReasonReader,
    private readonly clock: Clock,
  ) {}

  @Get('completion')
  @Requires('rollup.read', 'cycle')
  @ApiOperation({
    summary: 'Who has and has not reported: counts of a unit’s subtree and of each unit below it',
  })
  @ApiOkResponse({ type: CompletionAnswer })
  @ApiProblems('not_found', 'cycle_not_open')
  async completion(
    @CurrentCaller() caller: Caller,
    @Param('id') cycle: string,
    @Query() query: FiguresQuery,
  ): Promise<CompletionAnswer> {
    return this.reader.completion(await this.question(caller, cycle, query));
  }

  @Get('return-reasons')
  @Requires('rollup.read', 'cycle')
  @ApiOperation({
    summary: 'What reports of one tier were returned for: the parts that the returns opened or commented on',
  })
  @ApiOkResponse({ type: ReturnReasonsAnswer })
  @ApiProblems('not_found', 'cycle_not_open')
  async returnReasons(
    @CurrentCaller() caller: Caller,
    @Param('id') cycle: string,
    @Query() query: SubtreeQuery,
  ): Promise<ReturnReasonsAnswer> {
    return this.reasons.read(await this.question(caller, cycle, query));
  }

  @Get('rollup')
  @Requires('rollup.read', 'cycle')
  @ApiOperation({ summary: 'Indicators of the approved and published reports of a unit’s subtree' })
  @ApiOkResponse({ type: RollupAnswer })
  @ApiProblems('not_found', 'cycle_not_open')
  async rollup(
    @CurrentCaller() caller: Caller,
    @Param('id') cycle: string,
    @Query() query: FiguresQuery,
  ): Promise<RollupAnswer> {
    return this.reader.rollup(await this.question(caller, cycle, query));
  }

  /** A unit outside the caller's subtrees answers as if it did not exist; a draft has no figures yet. */
  private async question<Asked extends SubtreeQuery>(caller: Caller, cycle: string, asked: Asked) {
    const { paths } = scopeOf(caller, 'rollup.read', this.clock.now());
    const unit = await this.reader.unitWithin(cycle, asked.under, paths);
    if (!unit) throw problem('not_found');
    return { ...asked, cycle, under: unit };
  }
}
