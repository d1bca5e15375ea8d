import { chineseCalendar, type WorkingCalendar, type YearArrangement } from '@domain/deadlines';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, type Querier } from '@platform/database';

const freshForMilliseconds = 60_000;

/** The working days as published and as administrators entered them; read anew every minute. */
@Injectable()
export class WorkingCalendarSource {
  private calendar: WorkingCalendar = chineseCalendar();
  private readAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async current(querier: Querier = this.database): Promise<WorkingCalendar> {
    const now = this.clock.now().getTime();
    if (Math.abs(now - this.readAt) < freshForMilliseconds) return this.calendar;
    this.calendar = await this.fresh(querier);
    this.readAt = now;
    return this.calendar;
  }

  /** As it stands at this moment, for who just changed it. */
  async fresh(querier: Querier): Promise<WorkingCalendar> {
    return chineseCalendar(await this.entered(querier));
  }

  /** What administrators entered, year by year. */
  entered(querier: Querier = this.database): Promise<YearArrangement[]> {
    return querier.query<YearArrangement & Record<string, unknown>>(selectArrangements);
  }
}

const selectArrangements = {
  name: 'holiday_arrangements',
  text: `SELECT year, ARRAY(SELECT day::text FROM unnest(holidays) day) AS holidays,
    ARRAY(SELECT day::text FROM unnest(workdays) day) AS workdays FROM holiday_arrangement ORDER BY year`,
};
