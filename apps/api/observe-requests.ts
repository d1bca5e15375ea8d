import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics } from '@platform/watching';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Asked every second by proxies and orchestrators: they would bury what people did. */
const unlogged = new Set(['/api/health/live', '/api/health/ready', '/api/metrics']);

/**
 * One line and one observation for each answer. The line carries the request's id, which the answer of a 500 names and
 * the header `X-Request-Id` repeats; it carries no query, which may hold what somebody searched for.
 */
export function observeRequests(application: NestFastifyApplication): void {
  const logger = new Logger('Access');
  const metrics = application.get(Metrics);
  application
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      reply.header('x-request-id', request.id);
      next();
    })
    .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, next: () => void) => {
      const route = request.routeOptions.url ?? 'unknown';
      metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
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
