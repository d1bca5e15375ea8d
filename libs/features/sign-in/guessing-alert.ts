import { Injectable } from '@nestjs/common';

type Listener = (userId: string, address: string) => Promise<void>;

/**
 * Says that somebody tries passwords on an account, once for each row of failures. Whoever tells its owner registers
 * itself here.
 */
@Injectable()
export class GuessingAlert {
  private readonly listeners: Listener[] = [];

  register(listener: Listener): void {
    this.listeners.push(listener);
  }

  async raise(userId: string, address: string): Promise<void> {
    for (const listener of this.listeners) await listener(userId, address);
  }
}
