import { ItemEntry, ItemReader } from '@features/ledger';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiPageOf,
  ApiProblems,
  type Caller,
  CurrentCaller,
  etagOf,
  type Page,
  PageQuery,
  Requires,
} from '@platform/http';
import type { FastifyReply } from 'fastify';
import { EnterItemBody } from './act.dto';
import { RectificationItemDto } from './item.dto';
import { ItemEventDto } from './item-event.dto';
import { ItemQuery } from './item-query.dto';
import { RectificationDto } from './item-record.dto';

/** The rectification ledger 整改台账: lists, one item, its history, and entering one. */
@ApiTags('rectifications')
@Controller('rectifications')
export class ItemController {
  constructor(
    private readonly reader: ItemReader,
    private readonly entry: ItemEntry,
  ) {}

  @Get()
  @Requires('rectification.read')
  @ApiOperation({ summary: 'Items that the caller may see, what is due first' })
  @ApiPageOf(RectificationItemDto)
  @ApiProblems()
  list(@CurrentCaller() caller: Caller, @Query() query: ItemQuery): Promise<Page<RectificationItemDto>> {
    return this.reader.list(caller, query);
  }

  @Post()
  @Requires('rectification.read')
  @ApiOperation({ summary: '登记: of a unit below, which claims it; or of the own unit, open at once' })
  @ApiCreatedResponse({ type: RectificationDto })
  @ApiProblems('unknown_unit', 'rule_broken', 'claim_incomplete', 'idempotency_mismatch', 'answer_lost')
  async enter(@CurrentCaller() caller: Caller, @Body() body: EnterItemBody): Promise<RectificationDto> {
    const { batch, ...input } = body;
    return this.reader.get(caller, await this.entry.enter(caller, input, batch ?? null));
  }

  @Get(':id')
  @Requires('rectification.read', 'rectification')
  @ApiOperation({ summary: 'One item' })
  @ApiOkResponse({ type: RectificationDto })
  @ApiProblems('not_found')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RectificationDto> {
    const item = await this.reader.get(caller, id);
    void reply.header('etag', etagOf(item.version));
    return item;
  }

  @Get(':id/events')
  @Requires('rectification.read', 'rectification')
  @ApiOperation({ summary: 'What happened to it, notes of progress included' })
  @ApiPageOf(ItemEventDto)
  @ApiProblems('not_found')
  events(@Param('id') id: string, @Query() query: PageQuery): Promise<Page<ItemEventDto>> {
    return this.reader.events(id, query.page, query.pageSize);
  }
}
