import { Client, type ClientConfig } from 'pg';

/**
 * A connection whose breaking never ends the process. Between the moment the pool hands it out and the moment
 * somebody listens to it, the server's goodbye would be an `error` event that nobody handles; whoever uses the
 * connection learns of it from the next statement all the same.
 */
export class SteadyClient extends Client {
  constructor(configuration?: string | ClientConfig) {
    super(configuration);
    this.on('error', () => undefined);
  }
}
