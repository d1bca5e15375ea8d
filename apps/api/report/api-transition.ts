import type { Verb } from '@domain/access';
import { type ProblemCode, problem } from '@domain/problems';
import { applyDecorators, createParamDecorator, type ExecutionContext, HttpCode, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';
import { type ActKey, ApiProblems, type Caller, Requires, TakesKeyAsItActs } from '@platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReportDto } from './report.dto';

/** One transition: its summary, the report as its answer, also to whoever repeats it, and its problems. */
export const ApiTransition = (summary: string, ...codes: ProblemCode[]) =>
  applyDecorators(
    TakesKeyAsItActs(),
    ApiOperation({ summary }),
    ApiHeader({ name: 'Idempotency-Key', required: false, description: 'Repeats the answer for 24 hours.' }),
    ApiOkResponse({ type: ReportDto }),
    ApiProblems('not_found', 'wrong_state', 'conflict', 'idempotency_mismatch', 'note_too_long', ...codes),
  );

/** The route of a transition of the report at `:id`, and the verb that it needs. */
export const Transition = (name: string, verb: Verb, summary: string, ...codes: ProblemCode[]) =>
  applyDecorators(
    Post(name),
    HttpCode(200),
    Requires(verb, 'report'),
    ApiParam({ name: 'id', type: String }),
    ApiTransition(summary, ...codes),
  );

/** Who acts on which report, and the answer's headers. */
export interface Acting {
  caller: Caller;
  /** The request's Idempotency-Key. */
  key: ActKey | undefined;
  id: string;
  reply: FastifyReply;
}

export const Acts = createParamDecorator((_: unknown, context: ExecutionContext): Acting => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  const { caller, actKey } = request;
  if (!caller) throw problem('unauthenticated');
  return {
    caller,
    key: actKey,
    id: request.params.id,
    reply: context.switchToHttp().getResponse<FastifyReply>(),
  };
});
