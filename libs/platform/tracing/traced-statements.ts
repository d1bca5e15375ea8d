import type { Client } from 'pg';
import { beginSpan } from './spans';

type Told = (error: unknown, result: unknown) => void;
type Query = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Makes a span of each statement that a class of connections sends because of somebody's request. The span carries the
 * statement and never its values. Answers how to undo it.
 */
export function traceStatementsOf(connections: { prototype: Pick<Client, 'query'> }): () => void {
  const prototype = connections.prototype as unknown as { query: Query };
  const plain = prototype.query;
  prototype.query = function (...args) {
    const span = beginSpan(describe(args[0]));
    if (!span) return plain.apply(this, args);
    const last = args.length - 1;
    const told = args[last];
    if (typeof told === 'function') {
      args[last] = (error: unknown, result: unknown) => {
        span.end(error ?? undefined);
        (told as Told)(error, result);
      };
      return plain.apply(this, args);
    }
    const answer = plain.apply(this, args);
    if (!(answer instanceof Promise)) {
      span.end();
      return answer;
    }
    return answer.then(
      (result: unknown) => {
        span.end();
        return result;
      },
      (error: unknown) => {
        span.end(error);
        throw error;
      },
    );
  };
  return () => {
    prototype.query = plain;
  };
}

function describe(statement: unknown) {
  const { name, text } =
    typeof statement === 'string' ? { name: undefined, text: statement } : (statement as Statement);
  return {
    name: name ?? /^\s*(\w+)/.exec(text ?? '')?.[1]?.toUpperCase() ?? 'statement',
    kind: 'client' as const,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': text ?? '' },
  };
}

interface Statement {
  name?: string;
  text?: string;
}
