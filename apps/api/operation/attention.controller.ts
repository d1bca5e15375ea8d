import { AttentionService } from '@features/attention';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { AttentionAnswer } from './attention.dto';

@ApiTags('my work')
@Controller('attention')
export class AttentionController {
  constructor(private readonly attention: AttentionService) {}

  @Get()
  @Requires('report.administer')
  @ApiOperation({ summary: 'What waits for an administrator: requests, vacancies, failed jobs' })
  @ApiOkResponse({ type: AttentionAnswer })
  @ApiProblems()
  read(@CurrentCaller() caller: Caller): Promise<AttentionAnswer> {
    return this.attention.of(caller);
  }
}
