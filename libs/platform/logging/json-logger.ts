import { Injectable, type LoggerService } from '@nestjs/common';
import pino, { type Level, type Logger } from 'pino';

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

/** Nest's log as one JSON object a line, by pino. */
@Injectable()
export class JsonLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level: Level | 'silent') {
    this.pino = pino({
      level,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    });
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

function text(message: unknown): string {
  return message instanceof Error ? (message.stack ?? message.message) : String(message);
}
