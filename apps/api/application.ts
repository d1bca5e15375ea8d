import type { IncomingHttpHeaders } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Environment } from '@platform/config';
import { jsonParser, noParser } from '@platform/http';
import { JsonLogger } from '@platform/logging';
import { v7 } from 'uuid';
import { observeRequests } from './observe-requests';
import { addOpenApi, addressed } from './openapi-document';
import { QueueBoard } from './operation/queue-board';
import { OrderlyEnd } from './orderly-end';
import { servePage } from './page';
import { protectResponses } from './response-headers';
import { endSlowBodies, longestRequestMilliseconds } from './slow-bodies';
import { refuseUnroutable } from './unroutable';

const jsonLimit = 2 * 1024 * 1024;
export const fileLimit = 10 * 1024 * 1024;

/** The HTTP application, configured but not yet listening: tests inject into it, processes listen with it. */
export async function createApiApplication(
  module: DynamicModule,
  environment: Environment,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: jsonLimit,
    // Hop 0 is the connection itself. What stands before the last trusted proxy's entry, anybody can write.
    trustProxy: environment.TRUSTED_PROXIES > 0 && ((_address, hop) => hop < environment.TRUSTED_PROXIES),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: refuseUnroutable(environment),
    // A proxy's own id is kept where it is one, so that its log and ours speak of the same request.
    genReqId: ({ headers }: { headers: IncomingHttpHeaders }) => {
      const given = String(headers['x-request-id'] ?? '');
      return /^[\w-]{8,64}$/.test(given) ? given : v7();
    },
    // The longest that a file takes to arrive; what makes no progress is cut long before (`slow-bodies.ts`).
    requestTimeout: longestRequestMilliseconds,
    // What a connection sends while the server closes is answered like everything before it.
    return503OnClosing: false,
    logger: false,
  });
  const application = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new JsonLogger(environment.LOG_LEVEL),
    abortOnError: false,
  });
  const json = jsonParser(adapter.getInstance());
  application.useBodyParser('application/json', { bodyLimit: jsonLimit }, json);
  application.useBodyParser(
    ['application/x-www-form-urlencoded', 'text/plain'],
    { bodyLimit: jsonLimit },
    noParser,
  );
  await application.register(cookie);
  await application.register(multipart, {
    limits: { fileSize: fileLimit, files: 1, fields: 10, parts: 11, fieldSize: 64 * 1024, headerPairs: 100 },
  });
  endSlowBodies(adapter.getInstance());
  observeRequests(application);
  application.get(OrderlyEnd).watch(application);
  protectResponses(application, environment);
  await application.get(QueueBoard).mountOn(adapter.getInstance());
  addressed(application);
  addOpenApi(application);
  await servePage(application);
  return application;
}
