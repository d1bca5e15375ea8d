import { problem } from '@domain/problems';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/**
 * The request's If-Match header. It is looked at by the handler and not while parameters are bound, so
 * that a malformed body (400) comes before a missing header (428), as design 2.3 orders them.
 */
export class ExpectedVersion {
  constructor(private readonly header: string | undefined) {}

  /** The version that was read. @throws if_match_missing (428), malformed (400) where it is no version */
  required(): number {
    const version = this.optional();
    if (version === undefined) throw problem('if_match_missing');
    return version;
  }

  /** The same, or undefined without a header. @throws malformed (400) */
  optional(): number | undefined {
    if (this.header === undefined) return undefined;
    const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(this.header.trim())?.[1];
    if (version === undefined) throw problem('malformed', { reason: 'If-Match' });
    return Number(version);
  }
}

export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): ExpectedVersion => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return new ExpectedVersion(header);
});

/** The ETag of a version: `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
