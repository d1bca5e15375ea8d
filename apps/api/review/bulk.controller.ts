import { type FieldProblem, problem } from '@domain/problems';
import type { Asked } from '@features/report';
import { type BulkAction, BulkService, bulkActions } from '@features/review';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ActsItemByItem,
  ApiProblems,
  type Caller,
  CurrentCaller,
  preferredLanguage,
  problemDocument,
  Requires,
  validationPipe,
} from '@platform/http';
import type { FastifyRequest } from 'fastify';
import { returnCommand } from '../report/transition.controller';
import {
  ApproveBody,
  dueInstant,
  ExtendBody,
  NoteBody,
  ReasonBody,
  ReturnBody,
} from '../report/transition.dto';
import { BulkAnswer, BulkBody, type BulkItemBody } from './bulk.dto';

const pipe = validationPipe();

@ApiTags('transitions')
@Controller('reports/bulk')
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  // One address each: `bulk/{action}` beside `{id}/content` would be ambiguous to readers of the document.
  @Post([...bulkActions])
  @HttpCode(200)
  @Requires('report.read')
  @ActsItemByItem()
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Repeats the answer for 24 hours.' })
  @ApiOperation({ summary: 'One action on up to 200 reports, each for itself' })
  @ApiOkResponse({ type: BulkAnswer })
  @ApiProblems('not_found', 'idempotency_mismatch')
  async run(
    @CurrentCaller() caller: Caller,
    @Body() body: BulkBody,
    @Req() request: FastifyRequest,
  ): Promise<BulkAnswer> {
    const name = request.url.split('?')[0]?.split('/').pop();
    const action = bulkActions.find((candidate) => candidate === name);
    if (!action) throw problem('not_found');
    const commandFor = await commandsOf(action, body.body ?? {});
    const outcomes = await this.bulk.run(caller, action, body.items, commandFor, body.dryRun ?? false);
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

/** The command for each item, from the body of the single action. @throws malformed */
async function commandsOf(
  action: BulkAction,
  body: Record<string, unknown>,
): Promise<(item: BulkItemBody) => Asked> {
  if (body.revision !== undefined)
    throw problem('malformed', { reason: '' }, { errors: [misplaced('/body/revision')] });
  switch (action) {
    case 'approve': {
      const valid = await validated(ApproveBody, body);
      return ({ revision }) => ({ ...valid, action: 'approve', revision });
    }
    case 'return': {
      const valid = await validated(ReturnBody, body);
      return ({ revision }) =>
        (timeZone) =>
          returnCommand(Object.assign(new ReturnBody(), valid, { revision }), timeZone);
    }
    case 'waive': {
      const valid = await validated(ReasonBody, body);
      return () => ({ ...valid, action: 'waive' });
    }
    case 'extend': {
      const { reason, dueAt } = await validated(ExtendBody, body);
      return () => (timeZone) => ({ action: 'extend', reason, dueAt: dueInstant(dueAt, timeZone) });
    }
    case 'urge': {
      const valid = await validated(NoteBody, body);
      return () => ({ ...valid, action: 'urge' });
    }
  }
}

async function validated<T extends object>(type: new () => T, body: Record<string, unknown>): Promise<T> {
  return (await pipe.transform(body, { type: 'body', metatype: type })) as T;
}

function misplaced(pointer: string): FieldProblem {
  return { pointer, code: 'misplaced', detail: '版本写在每一项里。' };
}
