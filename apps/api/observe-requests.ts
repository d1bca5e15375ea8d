import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { beginRequest, type OpenRequest, underCause } from '@platform/tracing';
import { Metrics } from '@platform/watching';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Asked every second by proxies and orchestrators: they would bury what people did. */
const unlogged = new Set(['/api/health/live', '/api/health/ready', '/api/metrics']);

/**
 * One line and one observation for each answer. The line carries the request's id, which the answer of a 500 names and
 * the header `X-Request-Id` repeats; whatever the request causes, jobs included, is logged with it. The line carries no query, which may hold what somebody searched for.
 */
export function observeRequests(application: NestFastifyApplication): void {
  const logger = new Logger('Access');
  const metrics = application.get(Metrics);
  const open = new WeakMap<FastifyRequest, OpenRequest>();
  application
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      reply.header('x-request-id', request.id);
      const traceparent = request.headers.traceparent;
      const begun = beginRequest(
        request.id,
        request.method,
        typeof traceparent === 'string' ? traceparent : undefined,
      );
      open.set(request, begun);
      underCause(begun.cause, next);
    })
    // The body arrives by events of the connection, which know nothing of the request.
    .addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, next: () => void) => {
      underCause(open.get(request)?.cause, next);
    })
    .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      const route = request.routeOptions.url ?? 'unknown';
      metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
      open.get(request)?.end(route, reply.statusCode);
      if (!unlogged.has(route)) {
        const path = request.url.split('?')[0];
        const who = request.caller?.userId ?? 'nobody';
        logger.log(
          `${request.method} ${path} ${reply.statusCode} ${Math.round(reply.elapsedTime)} ms, ${who} from ${request.ip}, request ${request.id}`,
        );
      }
      next();
    });
}
