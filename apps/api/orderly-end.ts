import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Readiness } from '@platform/watching';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LiveUpdates } from './notification/live-updates';

/** A connection that was accepted last may not have sent its request yet. */
const settlingMilliseconds = 500;

/**
 * How an API process of a server ends without losing a request: first it says that it is not ready, and goes on serving
 * so that every proxy notices; each answer meanwhile closes its connection, so that none is in use at the end. Then it
 * stops listening, finishes what it has begun, and closes what is left. Node alone would wait a minute for
 * connections that a proxy opened and never used.
 */
@Injectable()
export class OrderlyEnd {
  private readonly running = new Set<FastifyReply['raw']>();
  private ending = false;

  constructor(
    private readonly readiness: Readiness,
    private readonly updates: LiveUpdates,
  ) {}

  /** Must be called before the application listens. */
  watch(application: NestFastifyApplication): void {
    const fastify = application.getHttpAdapter().getInstance();
    fastify.addHook('onRequest', async (_: FastifyRequest, { raw }: FastifyReply) => {
      this.running.add(raw);
      raw.once('close', () => this.running.delete(raw));
    });
    fastify.addHook('onSend', async (_: FastifyRequest, reply: FastifyReply) => {
      if (this.ending) reply.header('connection', 'close');
    });
  }

  /**
   * @param serveOnSeconds how long a proxy may take to notice
   * @param patienceSeconds how long what has begun may take to finish; then it is cut
   */
  async run(
    application: NestFastifyApplication,
    { serveOnSeconds, patienceSeconds }: { serveOnSeconds: number; patienceSeconds: number },
  ): Promise<void> {
    this.readiness.hold();
    this.ending = true;
    await pause(serveOnSeconds * 1000);
    const server = application.getHttpServer();
    await idleTurn();
    // Nothing new from here on; connections that were accepted are served to their end.
    server.close();
    this.updates.end();
    await pause(settlingMilliseconds);
    const latest = performance.now() + patienceSeconds * 1000;
    while (this.running.size > 0 && performance.now() < latest) await pause(20);
    server.closeAllConnections();
    // What requests need, the pool of connections among it, is let go of only now.
    await application.close();
  }
}

/**
 * Resolves in a turn of the event loop that had nothing to do: a connection that the kernel has completed and this
 * process has not accepted yet is reset when the server stops listening.
 */
async function idleTurn(): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) {
    const began = performance.now();
    await new Promise((next) => setImmediate(next));
    if (performance.now() - began < 0.2) return;
  }
}
