import type { Verb } from '@domain/access';
import type { ProblemCode } from '@domain/problems';
import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { ApiProblems, Requires, TakesKeyAsItActs } from '@platform/http';
import { RectificationDto } from './item-record.dto';

/** The route of an act on the item at `:id`, the verb that it needs, and its answer: the item as it is then. */
export const ItemAct = (name: string, verb: Verb, summary: string, ...codes: ProblemCode[]) =>
  applyDecorators(
    Post(name),
    HttpCode(200),
    Requires(verb, 'rectification'),
    ApiParam({ name: 'id', type: String }),
    TakesKeyAsItActs(),
    ApiOperation({ summary }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Repeats the answer for 24 hours.' }),
    ApiOkResponse({ type: RectificationDto }),
    ApiProblems('not_found', 'wrong_state', 'conflict', 'idempotency_mismatch', 'note_too_long', ...codes),
  );
