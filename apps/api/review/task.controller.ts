import { TaskService } from '@features/review';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import { TaskPageDto, TaskQuery } from './task.dto';

@ApiTags('my work')
@Controller('tasks')
export class TaskController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary:
      'What the caller is to write, revise and review, the most overdue first, then what is to be published',
  })
  @ApiOkResponse({ type: TaskPageDto })
  @ApiProblems()
  list(@CurrentCaller() caller: Caller, @Query() query: TaskQuery): Promise<TaskPageDto> {
    return this.tasks.list(caller, query.page, query.pageSize, query.kind);
  }
}
