import { setTimeout as delay } from 'node:timers/promises';
import { isProblem, problem } from '@domain/problems';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Clock } from '@platform/clock';
import { Database, underReceipt } from '@platform/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, concatMap, finalize, from, mergeMap, Observable, of, throwError } from 'rxjs';
import { ActKey, RefusedBefore } from './act-key';
import { AnswerSeal } from './answer-seal';
import { problemDocument } from './problem.filter';
import { REPETITION, type Repetition } from './repetition';
import { fingerprintOf } from './request-fingerprint';
import { type Claim, type KeptAnswer, RequestKey } from './request-key';

const keptHours = 24;
const waitMilliseconds = 10_000;
const keyFormat = /^[\x21-\x7e]{1,200}$/;

/**
 * Gives a repeated POST with the same Idempotency-Key the same answer and lets it act once (design 1.4), also
 * where the process died in between. Keys belong to a user and are kept 24 hours. A repetition that arrives
 * while the first is still being answered waits for it. Answers of status 500 and above are not kept.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reflector: Reflector,
    private readonly answers: AnswerSeal,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    const { caller } = request;
    if (request.method !== 'POST' || key === undefined || !caller) return next.handle();
    if (typeof key !== 'string' || !keyFormat.test(key)) {
      throw problem('malformed', { reason: 'Idempotency-Key' });
    }
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const repetition =
      this.reflector.get<Repetition | undefined>(REPETITION, context.getHandler()) ?? 'refuse';
    if (repetition === 'anew') return this.withAct(request, reply, next, { userId: caller.userId, key });
    const holder = `${caller.userId} ${key}`;
    const seal =
      repetition === 'seal'
        ? {
            close: (body: unknown) => this.answers.seal(body, holder),
            open: (body: unknown) => this.opened(body, holder),
          }
        : undefined;
    return from(this.take(request, caller.userId, key)).pipe(
      mergeMap((taken) =>
        taken instanceof RequestKey
          ? act(taken, repetition, next, reply, seal?.close)
          : replay(taken, reply, seal?.open),
      ),
    );
  }

  /** The act takes the key; only a refusal is kept here. */
  private withAct(
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler,
    { userId, key }: { userId: string; key: string },
  ): Observable<unknown> {
    return from(fingerprintOf(request)).pipe(
      mergeMap((fingerprint) => {
        const actKey = new ActKey(this.database, this.claim(userId, key, fingerprint));
        request.actKey = actKey;
        return next.handle().pipe(
          catchError((error: unknown) => from(refusalOf(actKey, error))),
          mergeMap((body) => (body instanceof RefusedBefore ? replay(body.answer, reply) : of(body))),
        );
      }),
    );
  }

  private claim(userId: string, key: string, fingerprint: string): Claim {
    const now = this.clock.now();
    return {
      userId,
      key,
      fingerprint,
      now,
      forgottenBefore: new Date(now.getTime() - keptHours * 3_600_000),
    };
  }

  /** Problems are kept as they are: they tell no secret. */
  private opened(body: unknown, holder: string): unknown {
    const kept = body as { sealed?: unknown } | null;
    return typeof kept?.sealed === 'string' ? this.answers.open({ sealed: kept.sealed }, holder) : body;
  }

  /** The key once this run may answer it, or the answer that was given before. */
  private async take(request: FastifyRequest, userId: string, key: string): Promise<RequestKey | KeptAnswer> {
    const fingerprint = await fingerprintOf(request);
    const started = Date.now();
    for (;;) {
      const taken = await RequestKey.take(this.database, this.claim(userId, key, fingerprint));
      if (taken) return taken;
      if (Date.now() - started > waitMilliseconds)
        throw problem('conflict', { reason: '同一请求正在处理，请稍后重试。' });
      await delay(25);
    }
  }
}

type Turn = (body: unknown) => unknown;
const asItIs: Turn = (body) => body;

function replay(kept: KeptAnswer, reply: FastifyReply, open = asItIs): Observable<unknown> {
  const body = open(kept.body);
  void reply.status(kept.status).headers({ ...kept.headers, 'idempotency-replayed': 'true' });
  return of(body);
}

function act(
  key: RequestKey,
  repetition: Repetition,
  next: CallHandler,
  reply: FastifyReply,
  close = asItIs,
): Observable<unknown> {
  key.keepAlive();
  const handled = new Observable<unknown>((subscriber) => {
    if (key.acted && (repetition === 'refuse' || repetition === 'seal')) throw problem('answer_lost');
    // A receipt would make the parts that are still to be done look done.
    if (repetition === 'resume') return next.handle().subscribe(subscriber);
    return underReceipt(key, () => next.handle().subscribe(subscriber));
  });
  return handled.pipe(
    concatMap(async (body: unknown) => {
      await key.keep({ status: reply.statusCode, headers: headersOf(reply), body: close(body) });
      return body;
    }),
    catchError((error: unknown) =>
      // The database may be what failed; whoever repeats the request finds the key silent.
      from(settle(key, error).catch(() => undefined)).pipe(mergeMap(() => throwError(() => error))),
    ),
    finalize(() => key.close()),
  );
}

async function settle(key: RequestKey, error: unknown): Promise<void> {
  const kept = asKept(error);
  await (kept ? key.keep(kept) : key.release());
}

/** Keeps the refusal and throws it, or answers the one that an earlier request with the key got. */
async function refusalOf(key: ActKey, error: unknown): Promise<RefusedBefore> {
  if (error instanceof RefusedBefore) return error;
  const kept = asKept(error);
  if (!kept) throw error;
  try {
    await key.keep(kept);
  } catch (earlier) {
    if (earlier instanceof RefusedBefore) return earlier;
    throw earlier;
  }
  throw error;
}

/** A refusal that is worth being given again. */
function asKept(error: unknown): KeptAnswer | null {
  if (!isProblem(error) || error.status >= 500 || error.status === 429) return null;
  const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
  return { status: error.status, headers, body: problemDocument(error, 'zh') };
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const kept = ['etag', 'location', 'preference-applied'].map(
    (name) => [name, reply.getHeader(name)] as const,
  );
  return Object.fromEntries(
    kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
