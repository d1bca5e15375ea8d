import { Injectable, type LoggerService } from '@nestjs/common';
import { currentCause } from '@platform/tracing';
import pino, { type DestinationStream, type Level, type Logger } from 'pino';

/** Never written, wherever they stand in what is logged. */
const secrets = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'csrfToken',
  'authorization',
  'cookie',
  'secret',
];

/** Nest's log as one JSON object a line, by pino; a line that is written because of a request names it. */
@Injectable()
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  /** @param destination where it is written; standard output unless said otherwise */
  constructor(level: Level | 'silent', destination?: DestinationStream) {
    const options = {
      level,
      mixin: causeOfLine,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, context?: string): void {
    this.pino.info({ context }, text(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.pino.error({ context, stack }, text(message));
  }

  warn(message: unknown, context?: string): void {
    this.pino.warn({ context }, text(message));
  }

  debug(message: unknown, context?: string): void {
    this.pino.debug({ context }, text(message));
  }

  verbose(message: unknown, context?: string): void {
    this.pino.trace({ context }, text(message));
  }
}

function causeOfLine(): object {
  const cause = currentCause();
  if (!cause) return {};
  const trace = cause.span?.spanContext().traceId ?? cause.traceparent?.split('-')[1];
  return trace ? { request: cause.request, trace } : { request: cause.request };
}

function text(message: unknown): string {
  return message instanceof Error ? (message.stack ?? message.message) : String(message);
}
