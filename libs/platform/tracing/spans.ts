import type { Span } from '@opentelemetry/api';
import { type Cause, currentCause, underCause } from './cause';

export interface SpanDescription {
  name: string;
  kind: 'server' | 'consumer' | 'client';
  attributes?: Record<string, string | number>;
}

/** Writes spans down; there is one only where traces are collected. */
export interface SpanRecorder {
  /** @param parent a span of this process, a `traceparent` of another, or none: a new trace */
  begin(description: SpanDescription, parent: Span | string | undefined): Span;
  end(span: Span, error?: unknown): void;
}

let recorder: SpanRecorder | undefined;

/** From now on spans are recorded; undefined ends it. */
export function recordSpansWith(made: SpanRecorder | undefined): void {
  recorder = made;
}

export interface OpenRequest {
  cause: Cause;
  /** Its answer has left. */
  end(route: string, status: number): void;
}

/** A request begins, perhaps in a trace of whoever sent it. */
export function beginRequest(id: string, method: string, traceparent: string | undefined): OpenRequest {
  const made = recorder;
  const given = traceparent && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent);
  const span = made?.begin({ name: method, kind: 'server' }, given ? traceparent : undefined);
  return {
    cause: { request: id, span },
    end: (route, status) => {
      if (!made || !span) return;
      span.updateName(`${method} ${route}`);
      span.setAttributes({
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'baoshen.request': id,
      });
      made.end(span, status >= 500 ? new Error(`answered ${status}`) : undefined);
    },
  };
}

/** Does the work as a span of the present cause's trace; where that has none, or none are collected, does the work. */
export async function inSpan<T>(description: SpanDescription, work: () => Promise<T>): Promise<T> {
  const begun = beginSpan(description);
  if (!begun) return work();
  try {
    const result = await underCause({ ...begun.cause, span: begun.span }, work);
    begun.end();
    return result;
  } catch (error) {
    begun.end(error);
    throw error;
  }
}

/** The same for work that tells its end itself. */
export function beginSpan(
  description: SpanDescription,
): { cause: Cause; span: Span; end(error?: unknown): void } | undefined {
  const made = recorder;
  const cause = currentCause();
  const parent = cause?.span ?? cause?.traceparent;
  if (!made || !cause || !parent) return undefined;
  const span = made.begin(description, parent);
  return { cause, span, end: (error) => made.end(span, error) };
}
