import { Injectable } from '@nestjs/common';
import type { Caller } from '@platform/http';
import type { LoadedReport } from './loaded-report';
import type { ReportViewRow } from './report-row';

/**
 * Hands what the guard read of a report to the action that the same request asks for, so that it is read
 * once. A caller lives as long as its request. What changed meanwhile is noticed when it is written.
 */
@Injectable()
export class ReportDesk {
  private readonly laid = new WeakMap<Caller, LoadedReport<ReportViewRow>>();

  lay(caller: Caller, loaded: LoadedReport<ReportViewRow>): void {
    this.laid.set(caller, loaded);
  }

  /** What was laid out of this report; only once, since it is stale after an action. */
  take(caller: Caller, id: string): LoadedReport<ReportViewRow> | undefined {
    const loaded = this.laid.get(caller);
    this.laid.delete(caller);
    return loaded?.row.id === id ? loaded : undefined;
  }
}
