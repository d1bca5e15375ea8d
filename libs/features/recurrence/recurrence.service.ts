import type { Target } from '@domain/access';
import { cyclePlanFaults } from '@domain/cycle/cycle-plan';
import { draftAt, periodAfter, recurringPeriod } from '@domain/deadlines';
import { isProblem, type Problem, problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { CycleService } from '@features/cycle';
import {
  type ClockOccasion,
  type Message,
  NotificationWriter,
  PeopleRepository,
  whoIsToldByTheClock,
} from '@features/notification';
import { type Acting, mayAct, operator, recordAct } from '@features/org';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';
import { cycleOf, type Recurrence, type RecurringPlan } from './recurrence';
import { RecurrenceRepository } from './recurrence.repository';

export interface NewRecurrence {
  every: Recurrence['every'];
  /** The first period a draft is made for. */
  period: string;
  plan: RecurringPlan;
}

const roles = { admins: 'admin' } as const;

/** Cycles that recur make themselves, as drafts for an administrator to look at and open (design 1.6). */
@Injectable()
export class RecurrenceService {
  private readonly logger = new Logger(RecurrenceService.name);

  constructor(
    private readonly repository: RecurrenceRepository,
    private readonly cycles: CycleService,
    private readonly writer: NotificationWriter,
    private readonly people: PeopleRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws rule_broken for a period that does not fit, not_found or forbidden for the unit it is kept at */
  async create(acting: Acting, input: NewRecurrence): Promise<Recurrence> {
    const { every, plan } = input;
    const period = recurringPeriod(every, input.period);
    if (!period) throw problem('rule_broken', { reason: '期间与周期不符。' });
    const org = await this.repository.unit(plan.audience.under);
    if (!org || !mayAct(acting, 'org.read', org, this.clock.now())) throw problem('not_found');
    if (!mayAct(acting, 'cycle.manage', org, this.clock.now())) throw problem('forbidden');
    const outline = {
      tiers: plan.tiers,
      audience: { kinds: plan.audience.kinds ?? plan.tiers.map(({ kind }) => kind) },
      timeZone: plan.timeZone ?? 'Asia/Shanghai',
      reminderPlan: plan.reminderPlan ?? null,
      gradeQuota: plan.gradeQuota ?? null,
    };
    const faults = cyclePlanFaults(outline);
    if (faults.length > 0) throw problem('cycle_invalid', { count: faults.length }, { errors: faults });
    const id = v7();
    const nextAt = draftAt(period, plan.draftDaysBeforeEnd, plan.timeZone ?? 'Asia/Shanghai');
    await this.repository.unitOfWork.run(async (transaction) => {
      await this.repository.insert(transaction, {
        id,
        orgId: org.orgId,
        every,
        plan,
        nextPeriod: period.name,
        nextAt,
        createdBy: acting.userId,
        createdAt: this.clock.now(),
      });
      const detail = { code: plan.code, every, period: period.name };
      await this.record(transaction, acting, 'recurrence.created', id, org, detail);
    });
    const created = await this.repository.find(id);
    if (!created) throw problem('not_found');
    return created;
  }

  /** @throws not_found also for what lies outside the caller's subtrees */
  async setActive(acting: Acting, id: string, active: boolean): Promise<Recurrence> {
    const found = await this.repository.find(id);
    const target = found && { orgId: found.org.id, path: found.orgPath };
    if (!found || !target || !mayAct(acting, 'cycle.manage', target, this.clock.now()))
      throw problem('not_found');
    await this.repository.unitOfWork.run(async (transaction) => {
      await this.repository.setActive(transaction, id, active);
      const action = active ? 'recurrence.resumed' : 'recurrence.stopped';
      await this.record(transaction, acting, action, id, target, {});
    });
    return { ...found, active };
  }

  /**
   * Makes the drafts that are due, each once however often it runs. Answers how many. A plan that no longer fits is
   * told to the administrators, once a period, and tried again: they may give its unit or template back.
   */
  async draftDue(): Promise<number> {
    let drafted = 0;
    for (const recurrence of await this.repository.due(this.clock.now())) {
      try {
        await this.draft(recurrence);
        drafted += 1;
      } catch (error) {
        // One plan that no longer holds, its unit dissolved perhaps, must not stop the others.
        this.logger.error(`${recurrence.plan.code} ${recurrence.nextPeriod}: ${(error as Error).message}`);
        // Who was a moment late finds the code taken: another process has made the draft.
        if (isProblem(error) && error.code !== 'duplicate') await this.tellOfRefusal(recurrence, error);
      }
    }
    return drafted;
  }

  private async tellOfRefusal(recurrence: Recurrence, refusal: Problem): Promise<void> {
    const period = recurringPeriod(recurrence.every, recurrence.nextPeriod);
    if (!period) return;
    const { code, title } = cycleOf(recurrence.plan, period);
    const details = refusal.errors.map(({ detail }) => detail);
    const reason = details.length > 0 ? [...new Set(details)].join('') : refusal.detail();
    await this.repository.unitOfWork.run((transaction) =>
      this.tell(transaction, recurrence, 'recurrence.unfit', {
        occurrence: `${recurrence.id} ${recurrence.nextPeriod}`,
        data: { cycle: { id: '', code, title }, reason },
      }),
    );
  }

  /** The key of what was said is in the database: an occurrence is told once. */
  private async tell(
    transaction: Transaction,
    recurrence: Recurrence,
    occasion: ClockOccasion,
    said: Pick<Message, 'occurrence' | 'data'>,
  ): Promise<void> {
    const { tell, kind } = whoIsToldByTheClock[occasion];
    const post = { orgId: recurrence.org.id, role: roles[tell] };
    const people = (await this.people.nearest(transaction, [post]))([post]);
    await this.writer.write(transaction, [
      {
        ...said,
        reportId: null,
        kind,
        planVersion: 0,
        people: people.map(({ userId }) => userId),
        units: [],
      },
    ]);
  }

  private async draft(recurrence: Recurrence): Promise<void> {
    const { every, plan, nextPeriod } = recurrence;
    const period = recurringPeriod(every, nextPeriod);
    if (!period) throw new RangeError(`Not a period of one ${every}: ${nextPeriod}`);
    const input = cycleOf(plan, period);
    // A draft made just before a process died is there already: its code is unique.
    if (!(await this.repository.cycleExists(input.code))) await this.cycles.create(operator, input);
    const next = periodAfter(every, nextPeriod);
    await this.repository.unitOfWork.run(async (transaction) => {
      await this.tell(transaction, recurrence, 'cycle.drafted', {
        occurrence: input.code,
        data: { cycle: { id: '', code: input.code, title: input.title } },
      });
      await this.repository.advance(transaction, recurrence, {
        period: next.name,
        at: draftAt(next, plan.draftDaysBeforeEnd, plan.timeZone ?? 'Asia/Shanghai'),
      });
    });
  }

  private record(
    transaction: Transaction,
    acting: Acting,
    action: string,
    objectId: string,
    target: Target,
    detail: Record<string, unknown>,
  ): Promise<void> {
    const act = { verb: 'cycle.manage' as const, target, action, objectKind: 'recurrence', objectId, detail };
    return recordAct(this.audit, transaction, acting, act, this.clock.now());
  }
}
