import { type FieldProblem, isProblem, Problem, type ProblemCode, problem } from '@domain/problems';
import { cutText } from '@domain/text';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { databaseProblem, isDiskFull } from '@platform/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mostFaults } from './declared-bounds';
import { OutageLog } from './outage-log';

const longestPointer = 500;
const longestDetail = 2000;

/** A problem as it leaves the API (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  errors: FieldProblem[];
  /** How many more there are than `errors` names; absent where it names all. */
  moreErrors?: number;
  state?: Record<string, unknown>;
}

/** The body of a problem in the language the caller asked for. */
export function problemDocument(error: Problem, language: 'zh' | 'en'): ProblemDocument {
  return {
    type: `urn:baoshen:problem:${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.detail(language),
    code: error.code,
    ...namedErrors(error.errors),
    ...(error.state ? { state: error.state } : {}),
  };
}

/** An answer names the first faults and says how many more there are: it never grows with what was sent. */
function namedErrors(errors: FieldProblem[]): Pick<ProblemDocument, 'errors' | 'moreErrors'> {
  const named = errors.slice(0, mostFaults).map(({ pointer, code, detail }) => ({
    pointer: shortened(pointer, longestPointer),
    code,
    detail: shortened(detail, longestDetail),
  }));
  return errors.length > named.length
    ? { errors: named, moreErrors: errors.length - named.length }
    : { errors: named };
}

function shortened(text: string, most: number): string {
  return cutText(text.toWellFormed(), most, '…');
}

/** Logged, because a row of them is how an attack looks; 401 is every page that was left open overnight. */
const refusals = new Set([403, 429]);

/** Renders everything that is thrown while a request is answered; the only place that does. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);
  private readonly outage = new OutageLog(this.logger);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = this.known(error, request);
    if (refusals.has(known.status)) {
      const who = request.caller?.userId ?? 'nobody';
      this.logger.warn(
        `refused ${known.code}: ${request.method} ${pathOf(request)}, ${who} from ${request.ip}`,
      );
    }
    if (known.status === 503) reply.header('retry-after', '5');
    if (known.status === 429 && known.params.seconds)
      reply.header('retry-after', String(known.params.seconds));
    if (known.status === 401) reply.header('www-authenticate', 'Bearer');
    void reply
      .status(known.status)
      .type('application/problem+json; charset=utf-8')
      .send(problemDocument(known, preferredLanguage(request)));
  }

  private known(error: unknown, request: FastifyRequest): Problem {
    if (isProblem(error)) return error;
    // A socket that its sender left tells ECONNRESET, as that of a database that is away.
    if (wasLeft(request)) return problem('malformed', { reason: '' });
    const violated = databaseProblem(error);
    if (violated) {
      if (violated.code === 'unavailable') this.outage.tell(error);
      return violated;
    }
    if (isDiskFull(error)) {
      this.outage.tell(error);
      return problem('unavailable');
    }
    const transport = transportProblem(error);
    if (transport) return transport;
    const incident = String(request.id);
    this.logger.error(
      `incident ${incident} on ${request.method} ${pathOf(request)}`,
      error instanceof Error ? error.stack : String(error),
    );
    return problem('internal', { incident });
  }
}

/** Whether the connection ended while the body arrived: a browser was closed, an upload stopped or cut for its slowness. */
function wasLeft({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}

// Without its query, which may carry what somebody searched for.
function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

/** Chinese unless the caller prefers English. */
export function preferredLanguage(request: FastifyRequest): 'zh' | 'en' {
  const [first] = String(request.headers['accept-language'] ?? '').split(',');
  return first?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** What Fastify and Nest throw before a handler runs. */
function transportProblem(error: unknown): Problem | null {
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : (error as { statusCode?: number } | null)?.statusCode;
  if (error instanceof SyntaxError && !status) return problem('malformed', { reason: '' });
  switch (status) {
    case 400:
      return problem('malformed', { reason: '' });
    case 401:
      return problem('unauthenticated');
    case 403:
      return problem('forbidden');
    case 404:
    case 405:
      return problem('not_found');
    case 406:
    case 415:
      return problem('unsupported_media_type', { expected: 'application/json' });
    case 413:
      return problem('too_large', { limit: '2 MiB' });
    case 414:
      return problem('malformed', { reason: '' });
    default:
      return null;
  }
}
