import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Environment, servedOverHttps } from '@platform/config';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';

/** What a browser is told of every answer: where content may come from, what may frame it. */
export function protectiveHeaders(environment: Environment): OutgoingHttpHeaders {
  return headersOf({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        // Ant Design writes its styles into the page as it goes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    frameguard: { action: 'deny' },
    hsts: servedOverHttps(environment) ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Sets them, and what a browser may keep. */
export function protectResponses(application: NestFastifyApplication, environment: Environment): void {
  const constant = protectiveHeaders(environment);
  application
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_: FastifyRequest, reply: FastifyReply, next: () => void) => {
      void reply.headers(constant);
      next();
    })
    .addHook('onSend', (request: FastifyRequest, reply: FastifyReply, _: unknown, next: () => void) => {
      // Answers are about one person; nothing of them stays in a browser that others use after.
      if (request.url.startsWith('/api') && !reply.hasHeader('cache-control'))
        reply.header('cache-control', 'no-store');
      const type = String(reply.getHeader('content-type') ?? '');
      if (type.startsWith('text/') && !type.includes('charset'))
        reply.header('content-type', `${type}; charset=utf-8`);
      next();
    });
}

/**
 * What helmet sets on an answer, asked once: ours depends on no request, and its middleware writes the policy
 * anew for each (some 75 µs of a transition in a profile).
 */
function headersOf(options: Parameters<typeof helmet>[0]): OutgoingHttpHeaders {
  const answer = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(answer.req, answer, () => undefined);
  return { ...answer.getHeaders() };
}
