import { randomUUID } from 'node:crypto';
import { dateIn } from '@domain/deadlines';
import type { ItemEventType, ItemState } from '@domain/ledger';
import { until } from '@testing/until';
import type { Ledger } from './ledger';
import { type PatientSender, patience } from './patient-sender';

/** A unit whose items one client plays, one after the other. */
export interface ItemPlace {
  org: string;
  secretary: string;
  /** Enters and verifies. */
  reviewer: string;
}

interface Seen {
  id: string;
  state: ItemState;
  version: number;
  measures: Array<{ id: string; state: string }>;
  code?: string;
}

interface Act {
  type: ItemEventType;
  action: string;
  token: string;
  body: (key: string) => object;
}

const dueOn = '2099-12-10';

/** Follows items of one unit from entering to closing; what it gave up it leaves alone and enters another. */
export class ItemPlayer {
  private item: Seen | null = null;

  constructor(
    private readonly ledger: Ledger,
    private readonly sender: PatientSender,
    private readonly random: () => number,
    private readonly place: ItemPlace,
  ) {}

  /** One act. */
  async move(): Promise<void> {
    if (this.item?.state === 'closed') this.item = null;
    const key = randomUUID();
    const item = this.item;
    const { type, action, token, body } = item ? this.next(item) : this.entering();
    const path = item ? `/rectifications/${item.id}/${action}` : '/rectifications';
    const what = `${action} of item ${item?.id ?? key}`;
    const asked = { key, subject: item?.id ?? null, type, revision: null };
    const answer = await this.sender.send<Seen>({ what, token, path, body: body(key), key }, true);
    if (answer === 'given up') {
      this.ledger.abandoned.push(asked);
      this.item = null;
      return;
    }
    // The process that entered it died: the server says that it took effect, and no more.
    const entered = answer.seen.code === 'answer_lost' ? await this.found(key) : answer.seen;
    if (answer.status >= 300 && answer.seen.code !== 'answer_lost') {
      this.ledger.unexpected.push(`${what} ${key}: ${answer.status} ${answer.seen.code}`);
      this.item = null;
      return;
    }
    this.item = entered;
    this.ledger.acknowledged.push({ ...asked, subject: entered.id });
  }

  private found(key: string): Promise<Seen> {
    return until(
      `the item ${key} is found`,
      async () => {
        const client = this.sender.client(this.place.reviewer);
        const list = await client.get<{ items: Seen[] }>(`/rectifications?q=${key}`);
        const [item] = list.body.items;
        return item && (await client.get<Seen>(`/rectifications/${item.id}`)).body;
      },
      patience,
    );
  }

  private entering(): Act {
    return {
      type: 'rectification.entered',
      action: 'enter',
      token: this.place.reviewer,
      body: (problem) => ({ org: this.place.org, source: 'supervision', problem, dueOn }),
    };
  }

  /** Texts carry the key, so that each event says which request it came from. */
  private next({ state, version, measures }: Seen): Act {
    const { secretary, reviewer } = this.place;
    if (state === 'assigned')
      return {
        type: 'rectification.claimed',
        action: 'claim',
        token: secretary,
        body: (text) => ({ term: 'limited', measures: [{ text, person: '李明', dueOn }] }),
      };
    if (state === 'open') {
      const done = measures.filter((measure) => measure.state === 'open').map(({ id }) => id);
      const month = dateIn(new Date(), 'Asia/Shanghai').slice(0, 7);
      if (done.length > 0)
        return {
          type: 'rectification.progressed',
          action: 'progress',
          token: secretary,
          body: (text) => ({ month, text, done }),
        };
      return {
        type: 'rectification.submitted',
        action: 'close',
        token: secretary,
        body: (result) => ({ result }),
      };
    }
    if (this.random() < 0.3)
      return {
        type: 'rectification.rejected',
        action: 'reject',
        token: reviewer,
        body: (note) => ({ version, note }),
      };
    return {
      type: 'rectification.verified',
      action: 'verify',
      token: reviewer,
      body: (note) => ({ version, method: 'documents', note }),
    };
  }
}
