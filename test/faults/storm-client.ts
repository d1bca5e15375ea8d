import { randomUUID } from 'node:crypto';
import type { EventType } from '@domain/review/transitions';
import { ApiClient } from '@testing/http';
import { goodContent } from '@testing/reports';
import { until } from '@testing/until';
import type { Asked, Ledger } from './ledger';
import { patienceMs } from './storm-size';

/** A report as its client left it; nobody else acts on it. */
export interface Subject {
  id: string;
  state: 'draft' | 'in_review' | 'approved';
  revision: number;
  /** Tokens of who writes it and who decides on it. */
  secretary: string;
  reviewer: string;
}

interface Seen {
  revision: number;
  version: number;
  code?: string;
}

interface Step {
  type: EventType;
  action: string;
  token: string;
  body: (key: string) => object;
}

/** How many of the requests whose first try failed are never sent again. */
const givesUp = 0.15;
const patience = { withinMs: patienceMs, everyMs: 200 };

/** Moves its own reports over HTTP through whatever breaks, as a careful program does: with keys and patience. */
export class StormClient {
  constructor(
    private readonly ledger: Ledger,
    private readonly address: () => string,
    private readonly random: () => number,
    private subjects: Subject[],
  ) {}

  /** Writes every report once, so that it can be submitted. */
  async prepare(): Promise<void> {
    for (const { id, secretary } of this.subjects) {
      await until(
        `report ${id} is written`,
        async () => {
          const client = new ApiClient(this.address(), secretary);
          const { body, status } = await client.get<Seen>(`/reports/${id}`);
          if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
          const headers = { 'if-match': `"${body.version}"` };
          const saved = await client.put(`/reports/${id}/content`, goodContent(id), { headers });
          if (saved.status !== 200) throw new Error(`${saved.status} ${JSON.stringify(saved.body)}`);
          return true;
        },
        patience,
      );
    }
  }

  async run(isOver: () => boolean): Promise<void> {
    for (let turn = 0; !isOver(); turn += 1) {
      const subject = this.subjects[turn % this.subjects.length];
      if (!subject) throw new Error('A client has no report left to act on.');
      const goesOn = await this.move(subject);
      if (!goesOn) this.subjects = this.subjects.filter((other) => other !== subject);
    }
  }

  /** One transition; false where nobody knows any more what the report is. */
  private async move(subject: Subject): Promise<boolean> {
    const key = randomUUID();
    const step = this.nextStep(subject);
    const revision = step.action === 'submit' ? null : subject.revision;
    const asked: Asked = { key, reportId: subject.id, type: step.type, revision };
    const answer = await this.ask(subject.id, step, key);
    if (answer === 'given up') {
      this.ledger.abandoned.push(asked);
      return false;
    }
    if (answer.status !== 200) {
      this.ledger.unexpected.push(
        `${step.action} ${subject.id} ${key}: ${answer.status} ${answer.seen.code}`,
      );
      return false;
    }
    this.ledger.acknowledged.push({ ...asked, revision: answer.seen.revision });
    subject.revision = answer.seen.revision;
    subject.state = step.action === 'submit' ? 'in_review' : step.action === 'approve' ? 'approved' : 'draft';
    return true;
  }

  private async ask(
    reportId: string,
    step: Step,
    key: string,
  ): Promise<'given up' | { status: number; seen: Seen }> {
    let tries = 0;
    return until(
      `${step.action} of ${reportId} is answered`,
      async () => {
        if (tries === 1 && this.subjects.length > 1 && this.random() < givesUp) return 'given up';
        if (tries > 0) this.ledger.retries += 1;
        tries += 1;
        const client = new ApiClient(this.address(), step.token);
        const headers = { 'idempotency-key': key };
        const answer = await client.post<Seen>(`/reports/${reportId}/${step.action}`, step.body(key), {
          headers,
        });
        // Somebody is still at it, as far as the server knows.
        const undecided = answer.status === 409 && answer.body.code === 'conflict';
        if (answer.status >= 500 || undecided) throw new Error(`${answer.status} ${answer.body.code}`);
        if (tries > 1 && answer.status === 200) this.ledger.afterRetry += 1;
        return { status: answer.status, seen: answer.body };
      },
      patience,
    );
  }

  /** Notes carry the key, so that each event says which request it came from. */
  private nextStep({ state, revision, secretary, reviewer }: Subject): Step {
    if (state === 'approved')
      return { type: 'report.reopened', action: 'reopen', token: reviewer, body: (key) => ({ reason: key }) };
    if (state === 'draft')
      return { type: 'report.submitted', action: 'submit', token: secretary, body: () => ({}) };
    const body = (key: string) => ({ revision, note: key });
    return this.random() < 0.4
      ? { type: 'report.returned', action: 'return', token: reviewer, body }
      : { type: 'report.approved', action: 'approve', token: reviewer, body };
  }
}
