import { ApiClient } from '@testing/http';
import { until } from '@testing/until';
import type { Ledger } from './ledger';
import { patienceMs } from './storm-size';

/** How many of the requests whose first try failed are never sent again. */
const givesUp = 0.15;
export const patience = { withinMs: patienceMs, everyMs: 200 };

/** One request of one act, the same at every try. */
export interface Sending {
  what: string;
  token: string;
  path: string;
  body: object;
  key: string;
}

/** Sends through whatever breaks, as a careful program does: with a key and patience. */
export class PatientSender {
  constructor(
    private readonly ledger: Ledger,
    private readonly address: () => string,
    private readonly random: () => number,
  ) {}

  client(token: string): ApiClient {
    return new ApiClient(this.address(), token);
  }

  /** Until it is answered; where `mayGiveUp`, some that failed once are never sent again. */
  async send<Seen extends { code?: string }>(
    { what, token, path, body, key }: Sending,
    mayGiveUp: boolean,
  ): Promise<'given up' | { status: number; seen: Seen }> {
    let tries = 0;
    return until(
      `${what} is answered`,
      async () => {
        if (tries === 1 && mayGiveUp && this.random() < givesUp) return 'given up';
        if (tries > 0) this.ledger.retries += 1;
        tries += 1;
        const headers = { 'idempotency-key': key };
        const answer = await this.client(token).post<Seen>(path, body, { headers });
        // Somebody is still at it, as far as the server knows.
        const undecided = answer.status === 409 && answer.body.code === 'conflict';
        if (answer.status >= 500 || undecided) throw new Error(`${answer.status} ${answer.body.code}`);
        if (tries > 1 && answer.status < 300) this.ledger.afterRetry += 1;
        return { status: answer.status, seen: answer.body };
      },
      patience,
    );
  }
}
