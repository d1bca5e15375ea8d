import { type FieldProblem, problem } from '@domain/problems';
import { plainLineEnds, storedText } from '@domain/text';
import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { mostFaults } from './declared-bounds';
import { deepest, mostValues, unreadOf } from './weighed-body';

// PostgreSQL's text holds neither NUL nor half of a surrogate pair: better refused than mangled (case 38).
function unstorable(text: string): boolean {
  return text.includes(String.fromCharCode(0)) || !text.isWellFormed();
}
const PLACES = 'baoshen:places';

/** The route answers with places in the text that it is sent: a line's two ends stay two characters. */
export const KeepsPlaces = () => SetMetadata(PLACES, true);

/**
 * Refuses any string in a body, a path or a query that the database cannot hold, bodies that are no object or
 * hold more values than any route takes, and the two kinds of body that a form of another site can send without asking first.
 * What a body brings has line feeds where other systems end lines (`storedText`): notes and comments are kept as
 * texts of a report are.
 */
@Injectable()
export class StorableTextInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isPlainForm(request)) throw problem('unsupported_media_type', { expected: 'application/json' });
    const errors: FieldProblem[] = [];
    if (!isObject(request)) {
      errors.push({ pointer: '', code: 'not_an_object', detail: '请求内容须为一个 JSON 对象。' });
    }
    const reader = new TextReader(errors);
    const unread = unreadOf(request);
    if (unread) reader.fault('', unread);
    reader.collect(request.params, '/path', 0);
    reader.collect(request.query, '/query', 0);
    reader.collect(request.body, '', 0);
    if (errors.length > 0) throw problem('malformed', { reason: '' }, { errors });
    const places = this.reflector.get<boolean | undefined>(PLACES, context.getHandler());
    endLines(request.body, places ? plainLineEnds : storedText);
    return next.handle();
  }
}

function isPlainForm({ headers }: FastifyRequest): boolean {
  return /^\s*(application\/x-www-form-urlencoded|text\/plain)\b/i.test(
    String(headers['content-type'] ?? ''),
  );
}

function isObject({ body, headers }: FastifyRequest): boolean {
  // Other types are refused, or read, by the route itself.
  if (body === undefined || !String(headers['content-type'] ?? '').includes('json')) return true;
  if (body === null) return (headers['content-length'] ?? '0') === '0';
  return typeof body === 'object' && !Array.isArray(body);
}

/** Texts within a body, which is known to be no deeper than is read. */
function endLines(value: unknown, ended: (text: string) => string): void {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return;
  const fields = value as Record<string, unknown>;
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === 'string') fields[name] = ended(field);
    else endLines(field, ended);
  }
}

const faults = {
  too_deep: ['too_deep', '嵌套层数过多。'],
  too_many_values: ['too_many_values', `内容项数过多，最多${mostValues}项。`],
  not_utf8: ['not_utf8', '请求内容须为 UTF-8 编码。'],
  unstorable_character: ['unstorable_character', '含有无法保存的字符。'],
  unstorable_name: ['unstorable_character', '字段名含有无法保存的字符。'],
} as const;

/** Reads every text of a request, and stops where there is more than any route takes. */
class TextReader {
  private values = 0;

  constructor(private readonly errors: FieldProblem[]) {}

  collect(value: unknown, pointer: string, depth: number): void {
    if (this.errors.length >= mostFaults) return;
    if (typeof value === 'string') {
      if (unstorable(value)) this.fault(pointer, 'unstorable_character');
    } else if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
      if (depth > deepest) {
        this.fault(pointer, 'too_deep');
        return;
      }
      for (const name in value) {
        this.values += 1;
        if (this.values > mostValues) {
          this.fault('', 'too_many_values');
          return;
        }
        if (unstorable(name)) this.fault(pointer, 'unstorable_name');
        else this.collect((value as Record<string, unknown>)[name], `${pointer}/${name}`, depth + 1);
        if (this.errors.length >= mostFaults || this.values > mostValues) return;
      }
    }
  }

  fault(pointer: string, fault: keyof typeof faults): void {
    const [code, detail] = faults[fault];
    this.errors.push({ pointer, code, detail });
  }
}
