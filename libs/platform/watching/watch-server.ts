import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

/** Health and figures of a process that answers no people: a worker, at a port of its own. */
@Injectable()
export class WatchServer implements BeforeApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  /** @throws Error where the port is taken */
  async listen(port: number, host: string): Promise<void> {
    const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
      request.resume();
      this.answer(request.url ?? '', response).catch((error: Error) => {
        response.writeHead(500).end(error.message);
      });
    });
    server.listen(port, host);
    await once(server, 'listening');
    this.server = server;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.server?.closeAllConnections();
    this.server?.close();
  }

  private async answer(path: string, response: ServerResponse): Promise<void> {
    switch (path) {
      case '/health/live':
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"live"}');
        return;
      case '/health/ready': {
        const fault = await this.readiness.fault();
        response
          .writeHead(fault ? 503 : 200, { 'content-type': 'application/json' })
          .end(JSON.stringify(fault ? { status: 'unready', reason: fault } : { status: 'ready' }));
        return;
      }
      case '/metrics':
        response
          .writeHead(200, { 'content-type': this.metrics.registry.contentType })
          .end(await this.metrics.registry.metrics());
        return;
      default:
        response.writeHead(404).end();
    }
  }
}
