import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';

/** Why something is done: the request that asked for it and, where traces are collected, the place in its trace. */
export interface Cause {
  request: string;
  /** What goes on; spans begun under this cause belong below it. */
  span?: Span;
  /** The same in another process, as W3C writes it. */
  traceparent?: string;
}

const current = new AsyncLocalStorage<Cause>();

/** A request id as `genReqId` lets it pass, and a trace where there is one. */
const written = /^([\w-]{8,64})(?: (00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}))?$/;

/** What is being done at present is done because of this; undefined where the clock started it. */
export function currentCause(): Cause | undefined {
  return current.getStore();
}

/** The present cause as text, to be stored beside an event or a job and read by {@link underCause}; null without one. */
export function carriedCause(): string | null {
  const cause = current.getStore();
  if (!cause) return null;
  const traceparent = cause.span ? traceparentOf(cause.span) : cause.traceparent;
  return traceparent ? `${cause.request} ${traceparent}` : cause.request;
}

/** Does the work because of what was stored; without it, or with a text that says nothing, because of nothing. */
export function underCause<T>(cause: Cause | string | null | undefined, work: () => T): T {
  const read = typeof cause === 'string' ? readCause(cause) : cause;
  return read ? current.run(read, work) : current.exit(work);
}

function readCause(text: string): Cause | undefined {
  const [, request, traceparent] = written.exec(text) ?? [];
  return request === undefined ? undefined : { request, traceparent };
}

function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
