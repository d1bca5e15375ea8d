import type { Actor } from '@domain/access';
import { problem } from '@domain/problems';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ActKey } from './act-key';

/** Who makes the request, with the appointments and delegations in force at this moment. */
export interface Caller extends Actor {
  username: string;
  name: string;
  mustChangePassword: boolean;
  /**
   * `csrfToken` stands only where a cookie carries the session. A `job` is what a worker carries out later, on
   * the order that the person gave in a request.
   */
  credential: { kind: 'session'; id: string; csrfToken: string } | { kind: 'token' | 'job'; id: string };
}

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
    /** A session's cookie came without its CSRF token: another site may have sent it. */
    forged?: boolean;
    /** Of a route that {@link TakesKeyAsItActs}, where the request brings one. */
    actKey?: ActKey;
  }
}

/** The caller of a route that asks for sign-in. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw problem('unauthenticated');
  return caller;
});

/** The caller of a public route, or null. */
export const OptionalCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller | null =>
    context.switchToHttp().getRequest<FastifyRequest>().caller ?? null,
);
