import { TaskService } from '@features/review';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPageOf, ApiProblems, type Caller, CurrentCaller, type Page, SignedIn } from '@platform/http';
import { TaskDto, TaskQuery } from './task.dto';

@ApiTags('my work')
@Controller('tasks')
export class TaskController {
  constructor(private readonly tasks: TaskService) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'What the caller is to write, revise, review and publish, the most overdue first',
  })
  @ApiPageOf(TaskDto)
  @ApiProblems()
  list(@CurrentCaller() caller: Caller, @Query() query: TaskQuery): Promise<Page<TaskDto>> {
    return this.tasks.list(caller, query.page, query.pageSize, query.kind);
  }
}
