import type { FastifyInstance, FastifyRequest } from 'fastify';

/** 10 MiB at 12 kB/s; Node cuts whatever is not whole by then. */
export const longestRequestMilliseconds = 15 * 60_000;

export interface BodyPace {
  /** How long a body may make no progress worth the name. */
  windowMs: number;
  /** What must arrive in that time. */
  leastBytes: number;
  /** Bodies other than files are short: they are whole by then or cut. */
  wholeWithinMs: number;
}

const usualPace: BodyPace = { windowMs: 20_000, leastBytes: 8 * 1024, wholeWithinMs: 60_000 };

/**
 * Cuts requests whose body stalls, by its progress and not by the clock: a scan of 9 MB over a line of 60 kB/s takes
 * two and a half minutes and arrives, while a body that is sent drop by drop holds its connection no longer.
 */
export function endSlowBodies(server: FastifyInstance, pace: BodyPace = usualPace): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (carriesBody(request)) watch(request, pace);
    done();
  });
}

function carriesBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function watch({ raw, headers }: FastifyRequest, pace: BodyPace): void {
  const { socket } = raw;
  const file = /^multipart\//i.test(headers['content-type'] ?? '');
  const started = Date.now();
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    if (raw.complete) return end();
    const arrived = socket.bytesRead - seen;
    seen = socket.bytesRead;
    // What the server itself has not read yet is not the sender's delay.
    const stalled = arrived < pace.leastBytes && !socket.isPaused();
    const late = !file && Date.now() - started >= pace.wholeWithinMs;
    if (!stalled && !late) return;
    end();
    socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    socket.destroySoon();
  }, pace.windowMs).unref();
  const end = () => clearInterval(timer);
  raw.once('end', end).once('close', end);
}
