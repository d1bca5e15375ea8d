import type { Role } from '@domain/org/roles';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '@platform/database';

/** A post whose holders or delegates changed. */
export interface ChangedPost {
  orgId: string;
  role: Role;
}

export type PostChangeListener = (transaction: Transaction, posts: ChangedPost[]) => Promise<void>;

/**
 * Tells, inside the same transaction, that who holds a post has changed: seats of waiting review steps
 * are counted anew (design 1.3). The review feature registers itself here, so that people know nothing
 * of reviews.
 */
@Injectable()
export class PostChanges {
  private readonly listeners: PostChangeListener[] = [];

  register(listener: PostChangeListener): void {
    this.listeners.push(listener);
  }

  async announce(transaction: Transaction, posts: ChangedPost[]): Promise<void> {
    for (const listener of this.listeners) await listener(transaction, posts);
  }
}
