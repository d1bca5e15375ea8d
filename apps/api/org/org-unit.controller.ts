import { OrgTreeService, OrgUnitService } from '@features/org';
import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
  PageQuery,
  pageOf,
  Requires,
  windowOf,
} from '@platform/http';
import type { FastifyReply } from 'fastify';
import {
  NewOrgUnitBody,
  OrgTreeAnswer,
  OrgTreeQuery,
  OrgUnitAnswer,
  OrgUnitPatchBody,
  OrgUnitQuery,
} from './org.dto';
import { orgUnitAnswer } from './org-answer';
import { OrgHistoryItem } from './reorganisation.dto';

@ApiTags('org units')
@Controller('org-units')
export class OrgUnitController {
  constructor(
    private readonly units: OrgUnitService,
    private readonly trees: OrgTreeService,
  ) {}

  @Get()
  @Requires('org.read')
  @ApiOperation({ summary: 'Units of the caller’s subtrees' })
  @ApiPageOf(OrgUnitAnswer)
  @ApiProblems('not_found')
  async list(@CurrentCaller() caller: Caller, @Query() query: OrgUnitQuery): Promise<Page<OrgUnitAnswer>> {
    const page = await this.units.list(caller, query);
    return { ...page, items: page.items.map(orgUnitAnswer) };
  }

  @Get('tree')
  @Requires('org.read')
  @ApiOperation({ summary: 'The caller’s part of the tree, whole or level by level' })
  @ApiOkResponse({ type: OrgTreeAnswer })
  @ApiProblems('not_found')
  async tree(@CurrentCaller() caller: Caller, @Query() query: OrgTreeQuery): Promise<OrgTreeAnswer> {
    return { items: await this.trees.tree(caller, query.under, query.depth) };
  }

  @Post()
  @Requires('org.manage')
  @ApiOperation({ summary: 'Plant a unit below one that the caller manages' })
  @ApiCreatedResponse({ type: OrgUnitAnswer })
  @ApiProblems('unknown_unit', 'kind_not_allowed', 'unit_dissolved', 'duplicate', 'rule_broken')
  async create(
    @CurrentCaller() caller: Caller,
    @Body() body: NewOrgUnitBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrgUnitAnswer> {
    const unit = await this.units.create(caller, body);
    reply.header('etag', etagOf(unit.version));
    return orgUnitAnswer(unit);
  }

  @Get(':id')
  @Requires('org.read', 'org')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'One unit' })
  @ApiOkResponse({ type: OrgUnitAnswer })
  @ApiProblems('not_found')
  async get(
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrgUnitAnswer> {
    const unit = await this.units.get(id);
    reply.header('etag', etagOf(unit.version));
    return orgUnitAnswer(unit);
  }

  @Get(':id/changes')
  @Requires('org.read', 'org')
  @ApiIdOrCode()
  @ApiOperation({ summary: 'What happened to a unit, the latest first' })
  @ApiPageOf(OrgHistoryItem)
  @ApiProblems('not_found')
  async changes(@Param('id') id: string, @Query() query: PageQuery): Promise<Page<OrgHistoryItem>> {
    return pageOf(query, await this.units.changes(id, windowOf(query)));
  }

  @Patch(':id')
  @Requires('org.manage', 'org')
  @ApiIdOrCode()
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version that was read.' })
  @ApiOperation({ summary: 'Rename a unit, or correct its phone and place among its siblings' })
  @ApiOkResponse({ type: OrgUnitAnswer })
  @ApiProblems('not_found', 'unit_dissolved', 'if_match_missing', 'stale_version')
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Body() body: OrgUnitPatchBody,
    @IfMatch() ifMatch: ExpectedVersion,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrgUnitAnswer> {
    const unit = await this.units.change(caller, id, ifMatch.required(), body);
    reply.header('etag', etagOf(unit.version));
    return orgUnitAnswer(unit);
  }
}
