// Loaded at their first use, which is the constructor: see `module.lazy` in .swcrc.
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { SpanDescription, SpanRecorder } from './spans';

/** Sends spans to a collector by OTLP over HTTP; headers, sampling and batches follow OpenTelemetry's own variables. */
export class OtlpRecorder implements SpanRecorder {
  private readonly provider: BasicTracerProvider;
  private readonly tracer: Tracer;

  constructor(endpoint: string, service: string) {
    const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
    this.provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ 'service.name': service, 'process.pid': process.pid }),
      spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
    });
    this.tracer = this.provider.getTracer('baoshen');
  }

  begin({ name, kind, attributes }: SpanDescription, parent: Span | string | undefined): Span {
    const kinds = { server: SpanKind.SERVER, consumer: SpanKind.CONSUMER, client: SpanKind.CLIENT };
    return this.tracer.startSpan(name, { kind: kinds[kind], attributes }, contextOf(parent));
  }

  end(span: Span, error?: unknown): void {
    if (error !== undefined) {
      span.setStatus({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.message : 'thrown without a message',
      });
    }
    span.end();
  }

  /** What was recorded so far is sent, as far as somebody takes it. */
  close(): Promise<void> {
    return this.provider.shutdown();
  }
}

function contextOf(parent: Span | string | undefined) {
  if (parent === undefined) return ROOT_CONTEXT;
  if (typeof parent !== 'string') return trace.setSpan(ROOT_CONTEXT, parent);
  const [, traceId = '', spanId = '', flags = '0'] = parent.split('-');
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
  });
}
