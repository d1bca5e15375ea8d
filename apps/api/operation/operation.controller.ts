import { AuditLog } from '@features/audit';
import { DeliveryRepository } from '@features/notification';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Transaction, UnitOfWork } from '@platform/database';
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
import { OwedJobs, Queues, WorkFaults } from '@platform/queues';
import { CountAnswer, FaultItem, JobsAnswer, ReplayBody, ResendBody, TroubleItem } from './operation.dto';

@ApiTags('operation')
@Controller('admin')
export class OperationController {
  constructor(
    private readonly owed: OwedJobs,
    private readonly queues: Queues,
    private readonly faults: WorkFaults,
    private readonly deliveries: DeliveryRepository,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('jobs')
  @Requires('system.manage')
  @ApiOperation({ summary: 'What is owed, what stands in the queues, and the jobs that failed for good' })
  @ApiOkResponse({ type: JobsAnswer })
  @ApiProblems()
  async jobs(@Query() { page, pageSize }: PageQuery): Promise<JobsAnswer> {
    const [items, outbox, queues] = await Promise.all([
      this.owed.failed(pageSize, (page - 1) * pageSize),
      this.owed.status(),
      this.queues.counts(),
    ]);
    return { items, total: outbox.failed, page, pageSize, outbox, queues };
  }

  @Get('faults')
  @Requires('system.manage')
  @ApiOperation({
    summary: 'What the clock’s work could not do for single items while it went on with the rest',
  })
  @ApiPageOf(FaultItem)
  @ApiProblems()
  async workFaults(@Query() query: PageQuery): Promise<Page<FaultItem>> {
    return pageOf(query, await this.faults.list(windowOf(query)));
  }

  @Post('jobs/replay')
  @HttpCode(200)
  @Requires('system.manage')
  @ApiOperation({ summary: 'Try failed jobs again; each effect still happens once' })
  @ApiOkResponse({ type: CountAnswer })
  @ApiProblems()
  async replay(@CurrentCaller() caller: Caller, @Body() body: ReplayBody): Promise<CountAnswer> {
    return this.counted(caller, 'job.replayed', (transaction) =>
      this.owed.replay(transaction, body.ids ?? 'all'),
    );
  }

  @Get('deliveries')
  @Requires('system.manage')
  @ApiOperation({ summary: 'Messages that were refused for good, or whose outcome nobody knows' })
  @ApiPageOf(TroubleItem)
  @ApiProblems()
  async troubles(@Query() { page, pageSize }: PageQuery): Promise<Page<TroubleItem>> {
    const { items, total } = await this.deliveries.troubles(pageSize, (page - 1) * pageSize);
    return { items, total, page, pageSize };
  }

  @Post('deliveries/resend')
  @HttpCode(200)
  @Requires('system.manage')
  @ApiOperation({ summary: 'Send listed messages again after all; whoever has them already gets them twice' })
  @ApiOkResponse({ type: CountAnswer })
  @ApiProblems()
  async resend(@CurrentCaller() caller: Caller, @Body() { ids }: ResendBody): Promise<CountAnswer> {
    return this.counted(caller, 'message.resent', (transaction) =>
      this.deliveries.sendAgain(transaction, ids),
    );
  }

  private counted(
    caller: Caller,
    action: string,
    act: (transaction: Transaction) => Promise<number>,
  ): Promise<CountAnswer> {
    return this.unitOfWork.run(async (transaction) => {
      const count = await act(transaction);
      if (count === 0) return { count };
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action,
        objectKind: 'job',
        objectId: null,
        orgId: null,
        detail: { count },
      });
      return { count };
    });
  }
}
