import { RecurrenceRepository, RecurrenceService } from '@features/recurrence';
import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Caller, CurrentCaller, Requires } from '@platform/http';
import { ActiveBody, NewRecurrenceBody, RecurrenceAnswer, RecurrencesAnswer } from './setting.dto';

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
  @ApiOkResponse({ type: RecurrencesAnswer })
  @ApiProblems()
  async list(): Promise<RecurrencesAnswer> {
    return { items: await this.repository.list({}) };
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
