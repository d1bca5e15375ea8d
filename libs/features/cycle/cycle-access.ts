import { allowed, allowedSomewhere, type Verb } from '@domain/access';
import { subtreesOf } from '@features/org';
import { inLine, standingOf } from '@features/template';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Caller, type Judgement, type Page, TargetJudges } from '@platform/http';
import type { Cycle } from './cycle';
import { type CycleFilter, CycleRepository } from './cycle.repository';

/**
 * Verbs that a cycle is asked with although they act on reports in it: whoever takes part may come in,
 * and the query narrows the act to the units that the verb reaches.
 */
const narrowedWithin: ReadonlySet<Verb> = new Set<Verb>([
  'cycle.read',
  'report.read',
  'rollup.read',
  'document.export',
  'report.administer',
  'report.urge',
]);

/**
 * Who sees and keeps cycles. A cycle is handed down from the unit that owns it: everyone below it, everyone
 * above, and every unit of its frozen tree sees it once it is open; drafts are seen by who manages cycles
 * there and by observers.
 */
@Injectable()
export class CycleAccess implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly cycles: CycleRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('cycle', {
      judge: async (caller, verb, reference) => {
        const cycle = await this.cycles.find(reference);
        return cycle ? this.judge(caller, verb, cycle) : 'hidden';
      },
    });
  }

  list(caller: Caller, filter: CycleFilter): Promise<Page<Cycle>> {
    const now = this.clock.now();
    const drafts = subtreesOf(caller, 'audit.read', now);
    return this.cycles.list({ ...standingOf(caller, now), drafts }, filter);
  }

  private async judge(caller: Caller, verb: Verb, cycle: Cycle): Promise<Judgement> {
    const now = this.clock.now();
    if (!(await this.sees(caller, cycle, now))) return 'hidden';
    const may = narrowedWithin.has(verb)
      ? allowedSomewhere(caller, verb, now)
      : allowed(caller, verb, { orgId: cycle.org.id, path: cycle.orgPath }, now);
    return may ? 'allowed' : 'denied';
  }

  private async sees(caller: Caller, cycle: Cycle, now: Date): Promise<boolean> {
    if (cycle.state === 'draft') {
      return allowed(caller, 'audit.read', { orgId: cycle.org.id, path: cycle.orgPath }, now);
    }
    const standing = standingOf(caller, now);
    return inLine(cycle.orgPath, standing) || this.cycles.includes(cycle.id, standing.orgIds);
  }
}
