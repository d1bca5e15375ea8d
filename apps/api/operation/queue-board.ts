import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import { allowedSomewhere } from '@domain/access';
import { isProblem, problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Authenticator, preferredLanguage, problemDocument } from '@platform/http';
import { Queues } from '@platform/queues';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';

const path = '/api/admin/queues';

/** The two packages may each bring their own copy of this type, which private fields then tell apart. */
type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];

/**
 * Bull Board at /api/admin/queues: what stands in the queues, to look at only. Replaying goes through
 * `POST /admin/jobs/replay`, which also knows the jobs that the queue has forgotten.
 */
@Injectable()
export class QueueBoard {
  /**
   * A server of its own that listens nowhere, made when somebody first looks: an API that is never asked loads no board
   * and opens no queue.
   */
  private board: Promise<FastifyInstance> | null = null;

  constructor(
    private readonly queues: Queues,
    private readonly authenticator: Authenticator,
    private readonly clock: Clock,
  ) {}

  /** Before Nest sets its error handler: a plugin awaited later would leave Fastify's own in force. */
  async mountOn(server: FastifyInstance): Promise<void> {
    await server.register((scope, _options, done) => {
      scope.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
        try {
          await this.requireAdministrator(request);
        } catch (error) {
          if (!isProblem(error)) throw error;
          return reply
            .code(error.status)
            .type('application/problem+json')
            .send(problemDocument(error, preferredLanguage(request)));
        }
      });
      const show = (request: FastifyRequest, reply: FastifyReply) => this.show(request, reply);
      scope.get(path, show);
      scope.get(`${path}/*`, show);
      done();
    });
  }

  private async show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.board ??= this.open().catch((error: unknown) => {
      this.board = null;
      throw error;
    });
    const board = await this.board;
    const answer = await board.inject({ method: 'GET', url: request.url, headers: request.headers });
    // This server says itself how long the answer is, and whether the connection stays.
    const { connection: _, 'content-length': __, 'transfer-encoding': ___, ...headers } = answer.headers;
    // The board's page finds its own scripts and styles by a base address, which no other page may set.
    const policy = String(reply.getHeader('content-security-policy')).replace(
      "base-uri 'none'",
      "base-uri 'self'",
    );
    return reply
      .code(answer.statusCode)
      .headers({ ...headers, 'content-security-policy': policy })
      .send(answer.rawPayload);
  }

  private async open(): Promise<FastifyInstance> {
    const adapter = new BoardAdapter();
    adapter.setBasePath(path);
    createBullBoard({
      queues: (await this.queues.all()).map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
      serverAdapter: adapter as unknown as ServerAdapter,
    });
    const board = fastify();
    await board.register(adapter.registerPlugin(), { prefix: path });
    await board.ready();
    return board;
  }

  private async requireAdministrator(request: FastifyRequest): Promise<void> {
    const caller = await this.authenticator.authenticate(request);
    if (!caller) throw problem('unauthenticated');
    const may = allowedSomewhere(caller, 'system.manage', this.clock.now());
    if (!may || caller.mustChangePassword) throw problem('forbidden');
  }
}
