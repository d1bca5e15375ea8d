import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';

/** An extension ends by itself; the list of extensions then says so. */
@Injectable()
export class ExtensionExpiry {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Answers how many ended. */
  async end(): Promise<number> {
    const ended = await this.database.query(
      `UPDATE extension SET state = 'expired' WHERE state = 'granted' AND until < $1 RETURNING id`,
      [this.clock.now()],
    );
    return ended.length;
  }
}
