import { Injectable } from '@nestjs/common';
import { Environment } from '@platform/config';

/** The key of the token hashes. Standalone writes one beside its database; a server is told its own. */
@Injectable()
export class SessionSecret {
  readonly value: string;

  constructor(environment: Environment) {
    if (!environment.SESSION_SECRET) throw new Error('SESSION_SECRET is not set.');
    this.value = environment.SESSION_SECRET;
  }
}
