import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter as BoardAdapter } from '@bull-board/fastify';
import { allowedSomewhere } from '@domain/access';
import { isProblem, problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Authenticator, preferredLanguage, problemDocument } from '@platform/http';
import { Queues } from '@platform/queues';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const path = '/api/admin/queues';

/** The two packages may each bring their own copy of this type, which private fields then tell apart. */
type ServerAdapter = Parameters<typeof createBullBoard>[0]['serverAdapter'];

/**
 * Bull Board at /api/admin/queues: what stands in the queues, to look at only. Replaying goes through
 * `POST /admin/jobs/replay`, which also knows the jobs that the queue has forgotten.
 */
@Injectable()
export class QueueBoard {
  constructor(
    private readonly queues: Queues,
    private readonly authenticator: Authenticator,
    private readonly clock: Clock,
  ) {}

  /** Before Nest sets its error handler: a plugin awaited later would leave Fastify's own in force. */
  async mountOn(fastify: FastifyInstance): Promise<void> {
    const board = new BoardAdapter();
    board.setBasePath(path);
    const { setQueues } = createBullBoard({ queues: [], serverAdapter: board as unknown as ServerAdapter });
    let shown = false;
    await fastify.register(async (scope) => {
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
        // Not before somebody looks: an API that is never asked opens no queue.
        if (!shown)
          setQueues(
            (await this.queues.all()).map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
          );
        shown = true;
      });
      await scope.register(board.registerPlugin(), { prefix: path });
    });
  }

  private async requireAdministrator(request: FastifyRequest): Promise<void> {
    const caller = await this.authenticator.authenticate(request);
    if (!caller) throw problem('unauthenticated');
    const may = allowedSomewhere(caller, 'system.manage', this.clock.now());
    if (!may || caller.mustChangePassword) throw problem('forbidden');
  }
}
