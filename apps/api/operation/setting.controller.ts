import { AuditLog } from '@features/audit';
import { RobotService } from '@features/notification';
import { RunningSteps } from '@features/review';
import { HolidayService } from '@features/working-calendar';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type Transaction, UnitOfWork } from '@platform/database';
import { ApiProblems, type Caller, CurrentCaller, Requires, WholeNumberPipe } from '@platform/http';
import {
  ArrangementBody,
  CalendarAnswer,
  CreatedAnswer,
  EnteredArrangementAnswer,
  NewRobotBody,
  RobotPatchBody,
  RobotsAnswer,
  RobotTestAnswer,
  RunningStepsAnswer,
} from './setting.dto';

@ApiTags('operation')
@Controller('admin')
export class SettingController {
  constructor(
    private readonly robots: RobotService,
    private readonly holidays: HolidayService,
    private readonly running: RunningSteps,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('robots')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Group robots of WeCom and DingTalk' })
  @ApiOkResponse({ type: RobotsAnswer })
  @ApiProblems()
  async listRobots(): Promise<RobotsAnswer> {
    return { items: await this.robots.list() };
  }

  @Post('robots')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Let a unit’s group hear of some kinds of message' })
  @ApiCreatedResponse({ type: CreatedAnswer })
  @ApiProblems('rule_broken')
  async addRobot(@CurrentCaller() caller: Caller, @Body() body: NewRobotBody): Promise<CreatedAnswer> {
    const { org, channel, kinds } = body;
    return this.unitOfWork.run(async (transaction) => {
      const id = await this.robots.add(transaction, body);
      await this.record(transaction, caller, 'robot.added', id, { org, channel, kinds });
      return { id };
    });
  }

  @Patch('robots/:id')
  @HttpCode(204)
  @Requires('system.manage')
  @ApiOperation({ summary: 'Rename a robot, give it another address or secret, or other kinds of message' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'rule_broken')
  async changeRobot(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: RobotPatchBody,
  ): Promise<void> {
    const { name, kinds } = body;
    const changed = { address: body.webhook !== undefined, secret: body.secret !== undefined };
    await this.unitOfWork.run(async (transaction) => {
      await this.robots.change(transaction, id, body);
      await this.record(transaction, caller, 'robot.changed', id, { name, kinds, ...changed });
    });
  }

  @Post('robots/:id/test')
  @HttpCode(200)
  @Requires('system.manage')
  @ApiOperation({ summary: 'Post one line to the robot’s group now, and tell what became of it' })
  @ApiOkResponse({ type: RobotTestAnswer })
  @ApiProblems('not_found')
  async testRobot(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<RobotTestAnswer> {
    // Recorded before it is sent: what leaves this process cannot be taken back with a transaction.
    await this.unitOfWork.run(async (transaction) => {
      const { name } = await this.robots.addressOf(id, transaction);
      await this.record(transaction, caller, 'robot.tested', id, { name });
    });
    const result = await this.robots.test(id);
    return { outcome: result.kind, reason: result.kind === 'sent' ? null : result.reason };
  }

  @Delete('robots/:id')
  @HttpCode(204)
  @Requires('system.manage')
  @ApiOperation({ summary: 'Forget a robot with its key and secret' })
  @ApiNoContentResponse()
  @ApiProblems('not_found')
  async removeRobot(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.robots.remove(transaction, id);
      await this.record(transaction, caller, 'robot.removed', id, {});
    });
  }

  @Get('holidays')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Up to which year working days are known, and what was entered beyond' })
  @ApiOkResponse({ type: CalendarAnswer })
  @ApiProblems()
  calendar(): Promise<CalendarAnswer> {
    return this.holidays.calendar();
  }

  @Put('holidays/:year')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Enter a year’s holiday arrangement as the State Council announced it' })
  @ApiOkResponse({ type: EnteredArrangementAnswer })
  @ApiProblems('rule_broken')
  async arrange(
    @CurrentCaller() caller: Caller,
    @Param('year', WholeNumberPipe) year: number,
    @Body() body: ArrangementBody,
  ): Promise<EnteredArrangementAnswer> {
    return this.unitOfWork.run(async (transaction) => {
      const arrangement = await this.holidays.enter(transaction, { year, ...body }, caller.userId);
      await this.record(transaction, caller, 'holidays.entered', String(year), {});
      return { ...arrangement, runningSteps: await this.running.concerned(transaction) };
    });
  }

  @Post('holidays/running-steps')
  @HttpCode(200)
  @Requires('system.manage')
  @ApiOperation({
    summary: 'Compute the due dates of waiting review steps anew, by the calendar as it stands',
  })
  @ApiOkResponse({ type: RunningStepsAnswer })
  @ApiProblems()
  async computeAnew(@CurrentCaller() caller: Caller): Promise<RunningStepsAnswer> {
    return this.unitOfWork.run(async (transaction) => {
      const moved = await this.running.computeAnew(transaction);
      await this.record(transaction, caller, 'holidays.steps_computed', 'running-steps', { moved });
      return { moved };
    });
  }

  private record(
    transaction: Transaction,
    caller: Caller,
    action: string,
    objectId: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action,
      objectKind: 'setting',
      objectId,
      orgId: null,
      detail,
    });
  }
}
