import { addWorkingDays, type WorkingCalendar } from '@domain/deadlines';
import { ReminderPlanner } from '@features/reminder';
import { WorkingCalendarSource } from '@features/working-calendar';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';

interface RunningStep extends Record<string, unknown> {
  id: string;
  report_id: string;
  entered_at: Date;
  working_days: number;
  due_at: Date;
  time_zone: string;
}

/**
 * Steps that wait while a holiday arrangement is entered: their due dates were computed with the calendar of then,
 * and stay as they were told until an administrator asks for them anew.
 */
@Injectable()
export class RunningSteps {
  constructor(
    private readonly calendars: WorkingCalendarSource,
    private readonly planner: ReminderPlanner,
    private readonly clock: Clock,
  ) {}

  /** How many would be due at another time by the calendar as the transaction sees it. */
  async concerned(transaction: Transaction): Promise<number> {
    return (await this.moved(transaction)).length;
  }

  /** Gives them the date that the calendar says, and their reminders with it. @returns how many moved */
  async computeAnew(transaction: Transaction): Promise<number> {
    const moved = await this.moved(transaction);
    if (moved.length === 0) return 0;
    const at = this.clock.now();
    await transaction.execute(moveSteps, [moved.map(({ step }) => step.id), moved.map(({ dueAt }) => dueAt)]);
    const reports = [...new Set(moved.map(({ step }) => step.report_id))];
    await transaction.execute(touchReports, [reports, at]);
    await this.planner.follow(
      transaction,
      reports.map((reportId) => ({ type: 'report.extended', reportId, at })),
    );
    return moved.length;
  }

  private async moved(transaction: Transaction): Promise<Array<{ step: RunningStep; dueAt: Date }>> {
    const calendar = await this.calendars.fresh(transaction);
    const steps = await transaction.query<RunningStep>(waitingSteps);
    return steps.flatMap((step) => {
      const dueAt = dueOf(step, calendar);
      return dueAt.getTime() === step.due_at.getTime() ? [] : [{ step, dueAt }];
    });
  }
}

function dueOf(step: RunningStep, calendar: WorkingCalendar): Date {
  return addWorkingDays(step.entered_at, step.working_days, step.time_zone, calendar);
}

const waitingSteps = {
  name: 'review_running_steps',
  text: `SELECT s.id, s.report_id, s.entered_at, s.working_days, s.due_at, c.time_zone
    FROM review_step s JOIN report r ON r.id = s.report_id JOIN cycle c ON c.id = r.cycle_id
    WHERE s.status = 'waiting' AND r.state = 'in_review' AND s.entered_at IS NOT NULL AND s.due_at IS NOT NULL
    ORDER BY s.report_id FOR NO KEY UPDATE OF r, s`,
};
const moveSteps = {
  name: 'review_move_steps',
  text: `UPDATE review_step s SET due_at = x.due_at FROM unnest($1::uuid[], $2::timestamptz[]) AS x(id, due_at) WHERE s.id = x.id`,
};
const touchReports = {
  name: 'review_touch_reports',
  text: 'UPDATE report SET epoch = epoch + 1, version = version + 1, updated_at = $2 WHERE id = ANY($1::uuid[])',
};
