import { ItemTasks } from '@features/ledger';
import { TaskService } from '@features/review';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, SignedIn } from '@platform/http';
import { TaskPageDto, TaskQuery } from './task.dto';

@ApiTags('my work')
@Controller('tasks')
export class TaskController {
  constructor(
    private readonly tasks: TaskService,
    private readonly items: ItemTasks,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary:
      'What the caller is to write, revise and review, the most overdue first, then what is to be published; and what the rectification ledger wants of them',
  })
  @ApiOkResponse({ type: TaskPageDto })
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: TaskQuery): Promise<TaskPageDto> {
    const page = await this.tasks.list(caller, query.page, query.pageSize, query.kind);
    return { ...page, rectifications: await this.items.list(caller) };
  }
}
