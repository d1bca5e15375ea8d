import { type FieldProblem, problem } from '@domain/problems';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

// PostgreSQL's text holds neither NUL nor half of a surrogate pair: better refused than mangled (case 38).
function unstorable(text: string): boolean {
  return text.includes(String.fromCharCode(0)) || !text.isWellFormed();
}
const deepest = 32;

/**
 * Refuses any string in a body, a path or a query that the database cannot hold, bodies that are no object,
 * and the two kinds of body that a form of another site can send without asking first.
 */
@Injectable()
export class StorableTextInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isPlainForm(request)) throw problem('unsupported_media_type', { expected: 'application/json' });
    const errors: FieldProblem[] = [];
    if (!isObject(request)) {
      errors.push({ pointer: '', code: 'not_an_object', detail: '请求内容须为一个 JSON 对象。' });
    }
    collect(request.params, '/path', errors, 0);
    collect(request.query, '/query', errors, 0);
    collect(request.body, '', errors, 0);
    if (errors.length > 0) throw problem('malformed', { reason: '' }, { errors });
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

function collect(value: unknown, pointer: string, errors: FieldProblem[], depth: number): void {
  if (typeof value === 'string') {
    if (unstorable(value))
      errors.push({ pointer, code: 'unstorable_character', detail: '含有无法保存的字符。' });
  } else if (depth > deepest) {
    errors.push({ pointer, code: 'too_deep', detail: '嵌套层数过多。' });
  } else if (value !== null && typeof value === 'object' && !Buffer.isBuffer(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (unstorable(name))
        errors.push({ pointer, code: 'unstorable_character', detail: '字段名含有无法保存的字符。' });
      else collect(member, `${pointer}/${name}`, errors, depth + 1);
    }
  }
}
