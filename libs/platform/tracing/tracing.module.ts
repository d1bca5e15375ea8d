import { type BeforeApplicationShutdown, Injectable, Module } from '@nestjs/common';
import { Environment } from '@platform/config';
import { SteadyClient } from '@platform/database';
import { OtlpRecorder } from './otlp-recorder';
import { recordSpansWith } from './spans';
import { traceStatementsOf } from './traced-statements';

/** Collects traces where OTEL_EXPORTER_OTLP_ENDPOINT says where to; otherwise nothing of OpenTelemetry is loaded. */
@Injectable()
class Tracing implements BeforeApplicationShutdown {
  private readonly recorder: OtlpRecorder | undefined;
  private readonly undo: () => void = () => undefined;

  constructor({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME }: Environment) {
    if (!OTEL_EXPORTER_OTLP_ENDPOINT) return;
    this.recorder = new OtlpRecorder(OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME);
    recordSpansWith(this.recorder);
    this.undo = traceStatementsOf(SteadyClient);
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.recorder) return;
    this.undo();
    recordSpansWith(undefined);
    // A collector that is away keeps no process from ending.
    await this.recorder.close().catch(() => undefined);
  }
}

@Module({ providers: [Tracing] })
export class TracingModule {}
