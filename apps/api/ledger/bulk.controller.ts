import type { ItemCommand } from '@domain/ledger';
import { type BulkItemAction, ItemBulk } from '@features/ledger';
import { applyDecorators, Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ActsItemByItem,
  ApiProblems,
  type Caller,
  CurrentCaller,
  preferredLanguage,
  problemDocument,
  Requires,
} from '@platform/http';
import type { FastifyRequest } from 'fastify';
import {
  BulkExtendBody,
  BulkItemAnswer,
  type BulkRectificationItem,
  BulkUrgeBody,
  BulkVerifyBody,
} from './bulk.dto';

const Bulk = (name: string, summary: string) =>
  applyDecorators(
    Post(name),
    HttpCode(200),
    Requires('rectification.read'),
    ActsItemByItem(),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Repeats the answer for 24 hours.' }),
    ApiOperation({ summary }),
    ApiOkResponse({ type: BulkItemAnswer }),
    ApiProblems('not_found', 'idempotency_mismatch'),
  );

@ApiTags('rectifications')
@Controller('rectifications/bulk')
export class BulkItemController {
  constructor(private readonly bulk: ItemBulk) {}

  @Bulk('verify', 'Verify up to 200 items, each for itself')
  verify(
    @CurrentCaller() caller: Caller,
    @Body() { items, dryRun, ...body }: BulkVerifyBody,
    @Req() request: FastifyRequest,
  ): Promise<BulkItemAnswer> {
    return this.run(request, caller, 'verify', items, dryRun, ({ version = 0 }) => ({
      action: 'verify',
      version,
      ...body,
    }));
  }

  @Bulk('urge', 'Urge up to 200 items, each for itself')
  urge(
    @CurrentCaller() caller: Caller,
    @Body() { items, dryRun, ...body }: BulkUrgeBody,
    @Req() request: FastifyRequest,
  ): Promise<BulkItemAnswer> {
    return this.run(request, caller, 'urge', items, dryRun, () => ({ action: 'urge', ...body }));
  }

  @Bulk('extend', 'Give up to 200 items more time, or ask for it')
  extend(
    @CurrentCaller() caller: Caller,
    @Body() { items, dryRun, dueAt, reason }: BulkExtendBody,
    @Req() request: FastifyRequest,
  ): Promise<BulkItemAnswer> {
    return this.run(request, caller, 'extend', items, dryRun, () => ({
      action: 'extend',
      dueOn: dueAt,
      reason,
    }));
  }

  private async run(
    request: FastifyRequest,
    caller: Caller,
    action: BulkItemAction,
    items: readonly BulkRectificationItem[],
    dryRun: boolean | undefined,
    commandFor: (item: BulkRectificationItem) => ItemCommand,
  ): Promise<BulkItemAnswer> {
    const asked = items.map((item) => ({ id: item.id, command: commandFor(item) }));
    const outcomes = await this.bulk.run(caller, action, asked, dryRun ?? false);
    const language = preferredLanguage(request);
    return {
      results: outcomes.map((outcome) =>
        outcome.ok
          ? outcome
          : { id: outcome.id, ok: false, problem: problemDocument(outcome.problem, language) },
      ),
    };
  }
}
