import { problem } from '@domain/problems';
import type { Environment } from '@platform/config';
import { preferredLanguage, problemDocument } from '@platform/http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { protectiveHeaders } from './response-headers';

/**
 * Answers what the router cannot read as an address, before any hook and any filter: `%` before no digits, an id longer
 * than any. Its own answer is no problem document and repeats the address.
 */
export function refuseUnroutable(environment: Environment) {
  const headers = { ...protectiveHeaders(environment), 'cache-control': 'no-store' };
  return ({ statusCode }: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = statusCode === 414 ? problem('not_found') : problem('malformed', { reason: '' });
    void reply
      .status(refusal.status)
      .headers({ ...headers, 'x-request-id': request.id })
      .type('application/problem+json; charset=utf-8')
      .send(problemDocument(refusal, preferredLanguage(request)));
  };
}
