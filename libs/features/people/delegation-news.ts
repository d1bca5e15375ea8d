import type { Role } from '@domain/org/roles';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';

interface Named {
  id: string;
  name: string;
}

/** A delegation as those who are told of it know it. */
export interface ToldDelegation {
  id: string;
  role: Role;
  org: Named & { code: string };
  holder: Named;
  delegate: Named;
  createdBy: string;
  startsAt: Date;
  endsAt: Date;
}

/** What happened to a delegation, by whom. */
export interface DelegationNews {
  kind: 'offered' | 'accepted' | 'ended';
  delegation: ToldDelegation;
  actor: Named;
  /** In how many reports under review it may recuse its delegate; of an offer alone. */
  recuses: number;
}

type Listener = (transaction: Transaction, news: DelegationNews) => Promise<void>;

/**
 * Says, inside the same transaction, what became of a delegation. Whoever tells people registers itself here, so
 * that commands without queues can still do without messages.
 */
@Injectable()
export class DelegationAnnouncer {
  private readonly listeners: Listener[] = [];

  register(listener: Listener): void {
    this.listeners.push(listener);
  }

  async announce(transaction: Transaction, news: DelegationNews): Promise<void> {
    for (const listener of this.listeners) await listener(transaction, news);
  }
}
