import { CycleAccess, CycleOpeningService, CycleService, LateJoinerService } from '@features/cycle';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  ApiIdOrCode,
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  type ExpectedVersion,
  etagOf,
  IfMatch,
  type Page,
  Requires,
} from '@platform/http';
import type { FastifyReply } from 'fastify';
import {
  CycleAnswer,
  CycleItem,
  CycleQuery,
  cycleAnswer,
  cycleItem,
  OpenedCycleAnswer,
} from './cycle-answer.dto';
import { CyclePatchBody, LateJoinersBody, NewCycleBody } from './cycle-body.dto';

@ApiTags('cycles')
@Controller('cycles')
export class CycleController {
  constructor(
    private readonly cycles: CycleService,
    private readonly opening: CycleOpeningService,
    private readonly lateJoiners: LateJoinerService,
    private readonly access: CycleAccess,
  ) {}

  @Get()
  @Requires('cycle.read')
  @ApiOperation({ summary: 'Cycles that reach the caller’s units, and drafts that the caller keeps' })
  @ApiPageOf(CycleItem)
  @ApiProblems()
  async list(@CurrentCaller() caller: Caller, @Query() query: CycleQuery): Promise<Page<CycleItem>> {
    const page = await this.access.list(caller, query);
    return { ...page, items: page.items.map(cycleItem) };
  }

  @Post()
  @Requires('cycle.manage')
  @ApiOperation({ summary: 'Plan a cycle as a draft' })
  @ApiCreatedResponse({ type: CycleAnswer })
  @ApiProblems('cycle_invalid', 'unknown_unit', 'unknown_template', 'unit_dissolved', 'duplicate')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: NewCycleBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CycleAnswer> {
    return tagged(reply, { ...(await this.cycles.create(caller, body)), owed: 0 });
  }

  @Get(':id')
  @Requires('cycle.read', 'cycle')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'One cycle with its tiers, notice and attachments' })
  @ApiOkResponse({ type: CycleAnswer })
  @ApiProblems('not_found')
  async get(@Param('id') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<CycleAnswer> {
    return tagged(reply, await this.cycles.get(id));
  }

  @Patch(':id')
  @Requires('cycle.manage', 'cycle')
  @ApiIdOrCode()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Change a draft in everything, an open cycle in its dates, policies and texts' })
  @ApiOkResponse({ type: CycleAnswer })
  @ApiProblems(
    'not_found',
    'if_match_missing',
    'stale_version',
    'cycle_not_open',
    'cycle_field_fixed',
    'cycle_invalid',
    'unknown_unit',
    'unknown_template',
    'unit_dissolved',
    'duplicate',
  )
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: CyclePatchBody,
    @IfMatch() ifMatch: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CycleAnswer> {
    const cycle = await this.cycles.change(caller, id, ifMatch.required(), body);
    return tagged(reply, await this.cycles.get(cycle.id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('cycle.manage', 'cycle')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'Drop a draft' })
  @ApiNoContentResponse()
  @ApiProblems('not_found', 'cycle_not_draft')
  async discard(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.cycles.discard(caller, id);
  }

  @Post(':id/open')
  @HttpCode(200)
  @Requires('cycle.manage', 'cycle')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'Freeze the tree and make what each unit owes, once' })
  @ApiOkResponse({ type: OpenedCycleAnswer })
  @ApiProblems(
    'not_found',
    'cycle_not_draft',
    'cycle_invalid',
    'empty_route',
    'template_not_released',
    'empty_audience',
    'unit_dissolved',
  )
  async open(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OpenedCycleAnswer> {
    const { unrouted, ...cycle } = await this.opening.open(caller, id);
    return { ...tagged(reply, cycle), unrouted };
  }

  @Post(':id/close')
  @HttpCode(200)
  @Requires('cycle.manage', 'cycle')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'Stop first submissions; review goes on' })
  @ApiOkResponse({ type: CycleAnswer })
  @ApiProblems('not_found', 'cycle_not_open')
  async close(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CycleAnswer> {
    return tagged(reply, await this.opening.close(caller, id));
  }

  @Post(':id/units')
  @HttpCode(200)
  @Requires('cycle.manage', 'cycle')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'Add units that were planted after the cycle opened' })
  @ApiOkResponse({ type: CycleAnswer })
  @ApiProblems(
    'not_found',
    'cycle_not_open',
    'unknown_unit',
    'unit_outside_cycle',
    'unit_already_in_cycle',
    'unit_dissolved',
    'note_required',
  )
  async addUnits(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: LateJoinersBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CycleAnswer> {
    return tagged(reply, await this.lateJoiners.add(caller, id, body));
  }
}

function tagged(reply: FastifyReply, cycle: Parameters<typeof cycleAnswer>[0]): CycleAnswer {
  reply.header('etag', etagOf(cycle.version));
  return cycleAnswer(cycle);
}
