import { ReportLikenessService } from '@features/likeness';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { LikenessAnswer } from './likeness.dto';

@ApiTags('reports')
@Controller('reports/:id')
export class LikenessController {
  constructor(private readonly likeness: ReportLikenessService) {}

  @Get('likeness')
  @Requires('report.read', 'report')
  @ApiOperation({
    summary: 'Passages shared with other reports and known samples; their text only for who may read both',
  })
  @ApiOkResponse({ type: LikenessAnswer })
  @ApiProblems('not_found', 'too_costly', 'busy')
  of(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<LikenessAnswer> {
    return this.likeness.of(caller, id);
  }
}
