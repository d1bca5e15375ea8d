import { allowedSomewhere } from '@domain/access';
import { scopeOf } from '@features/access';
import { AuditRepository, HistoryVerifier, ItemVerifier } from '@features/audit';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@platform/clock';
import {
  ApiProblems,
  type Caller,
  CurrentCaller,
  instantOf,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import { AuditPage, AuditQuery, VerificationAnswer } from './audit.dto';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(
    private readonly audit: AuditRepository,
    private readonly verifier: HistoryVerifier,
    private readonly items: ItemVerifier,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('audit.read')
  @ApiOperation({ summary: 'What happened in the caller’s subtree, newest first' })
  @ApiOkResponse({ type: AuditPage })
  @ApiProblems()
  async search(@CurrentCaller() caller: Caller, @Query() query: AuditQuery): Promise<AuditPage> {
    const now = this.clock.now();
    const { from, until, actor, action, object, org } = query;
    const found = await this.audit.search(
      { actor: caller, now },
      scopeOf(caller, 'audit.read', now),
      allowedSomewhere(caller, 'system.manage', now),
      {
        actor,
        action,
        object,
        org,
        from: instantOf(from),
        until: instantOf(until),
      },
      windowOf(query),
    );
    return { ...pageOf(query, found), complete: found.complete };
  }

  @Get('verify')
  @Requires('audit.read')
  @ApiOperation({
    summary:
      'Recompute the hash chains and states of every report and every item of the ledger in the caller’s subtree',
  })
  @ApiOkResponse({ type: VerificationAnswer })
  @ApiProblems()
  async verify(@CurrentCaller() caller: Caller): Promise<VerificationAnswer> {
    const scope = scopeOf(caller, 'audit.read', this.clock.now());
    const reports = await this.verifier.verify(scope);
    const items = await this.items.verify(scope);
    return { ...reports, ...items, ok: reports.ok && items.brokenItems.length === 0 };
  }
}
