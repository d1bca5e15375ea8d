import { randomUUID } from 'node:crypto';
import type { EventType } from '@domain/review/transitions';
import { goodContent } from '@testing/reports';
import { until } from '@testing/until';
import { ItemPlayer } from './item-player';
import type { Asked, Ledger } from './ledger';
import { type PatientSender, patience } from './patient-sender';

/** A report as its client left it; nobody else acts on it. */
export interface Subject {
  id: string;
  /** Code of its unit. */
  org: string;
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

/** Of so many turns one is an item's. */
const itemTurn = 3;

/** Moves its own reports and items over HTTP through whatever breaks. */
export class StormClient {
  private readonly items: readonly ItemPlayer[];

  constructor(
    private readonly ledger: Ledger,
    private readonly sender: PatientSender,
    private readonly random: () => number,
    private subjects: Subject[],
  ) {
    this.items = subjects.slice(0, 2).map((place) => new ItemPlayer(ledger, sender, random, place));
  }

  /** Writes every report once, so that it can be submitted. */
  async prepare(): Promise<void> {
    for (const { id, secretary } of this.subjects) {
      await until(
        `report ${id} is written`,
        async () => {
          const client = this.sender.client(secretary);
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
      if (turn % itemTurn === 0) {
        await this.items[(turn / itemTurn) % this.items.length]?.move();
        continue;
      }
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
    const asked: Asked = { key, subject: subject.id, type: step.type, revision };
    const answer = await this.sender.send<Seen>(
      {
        what: `${step.action} of ${subject.id}`,
        token: step.token,
        path: `/reports/${subject.id}/${step.action}`,
        body: step.body(key),
        key,
      },
      this.subjects.length > 1,
    );
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
