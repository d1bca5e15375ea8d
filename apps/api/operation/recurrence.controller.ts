import { RecurrenceRepository, RecurrenceService } from '@features/recurrence';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type Page,
  PageQuery,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import { ActiveBody, NewRecurrenceBody, RecurrenceAnswer } from './setting.dto';

@ApiTags('operation')
@Controller('admin/recurrences')
export class RecurrenceController {
  constructor(
    private readonly recurrences: RecurrenceService,
    private readonly repository: RecurrenceRepository,
  ) {}

  @Get()
  @Requires('system.manage')
  @ApiOperation({ summary: 'Cycles that make themselves, as drafts' })
  @ApiPageOf(RecurrenceAnswer)
  @ApiProblems()
  async list(@Query() query: PageQuery): Promise<Page<RecurrenceAnswer>> {
    return pageOf(query, await this.repository.list(windowOf(query)));
  }

  @Post()
  @Requires('system.manage')
  @ApiOperation({ summary: 'Let a cycle make itself every year, quarter or month' })
  @ApiCreatedResponse({ type: RecurrenceAnswer })
  @ApiProblems('not_found', 'rule_broken', 'cycle_invalid')
  create(@CurrentCaller() caller: Caller, @Body() body: NewRecurrenceBody): Promise<RecurrenceAnswer> {
    return this.recurrences.create(caller, body);
  }

  @Patch(':id')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Stop it, or let it go on' })
  @ApiOkResponse({ type: RecurrenceAnswer })
  @ApiProblems('not_found')
  change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() { active }: ActiveBody,
  ): Promise<RecurrenceAnswer> {
    return this.recurrences.setActive(caller, id, active);
  }
}
