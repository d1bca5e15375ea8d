import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Of JSON: how deep values may lie in one another, and how many a request may hold, those within others included. */
export const deepest = 32;
/** A template of the greatest size has some 8,000. */
export const mostValues = 20_000;

export type Excess = 'too_deep' | 'too_many_values';
/** Why a body was not read at all. */
export type Unread = Excess | 'not_utf8';

const found = new WeakMap<FastifyRequest, Unread>();

/** What kept a request's body from being read. */
export function unreadOf(request: FastifyRequest): Unread | undefined {
  return found.get(request);
}

/** Parses a body for `NestFastifyApplication.useBodyParser`. */
type BodyParser = (
  request: FastifyRequest,
  body: Buffer,
  done: (error: Error | null, body?: unknown) => void,
) => void;

/**
 * Reads JSON that is not far beyond what any route takes: two mebibytes of brackets and keys took a sixth of a second to
 * read, for anybody and before anything was asked. What is beyond is answered as an empty object, and refused in its turn
 * by {@link unreadOf}: who is not signed in learns that first.
 */
export function jsonParser(server: FastifyInstance): BodyParser {
  // As Nest reads it where nothing else is said.
  const read = server.getDefaultJsonParser('error', 'error') as unknown as BodyParser;
  return (request, body, done) => {
    const unread = weigh(body) ?? (isUtf8(body) ? undefined : 'not_utf8');
    if (unread === undefined) return read(request, body, done);
    found.set(request, unread);
    done(null, {});
  };
}

/** Nothing of a form or a plain text is read: no route takes one. */
export const noParser: BodyParser = (_request, _body, done) => done(null, {});

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openers = [0x5b, 0x7b];
const closers = [0x5d, 0x7d];

/**
 * In one pass over the bytes, which are UTF-8, so that none of a longer character is a sign of JSON. Empty lists and
 * objects are counted twice, and depth generously: what lies just beyond the bounds is for the exact count.
 */
export function weigh(body: Buffer): Excess | undefined {
  let depth = 0;
  let values = 0;
  let within = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] as number;
    if (within) {
      if (byte === backslash) at += 1;
      else if (byte === quote) within = false;
    } else if (byte === quote) within = true;
    else if (byte === comma) values += 1;
    else if (openers.includes(byte)) {
      values += 1;
      depth += 1;
      if (depth > 2 * deepest) return 'too_deep';
    } else if (closers.includes(byte)) depth -= 1;
    if (values > 2 * mostValues) return 'too_many_values';
  }
  return undefined;
}
