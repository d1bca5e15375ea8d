import { Injectable } from '@nestjs/common';

/** Whether this process may be sent people. Standalone holds it back until the demonstration data is loaded. */
@Injectable()
export class Readiness {
  private ready = true;

  get isReady(): boolean {
    return this.ready;
  }

  hold(): void {
    this.ready = false;
  }

  release(): void {
    this.ready = true;
  }
}
