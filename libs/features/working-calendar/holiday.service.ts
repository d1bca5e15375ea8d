import {
  arrangementFaults,
  dateIn,
  publishedArrangement,
  publishedThrough,
  type YearArrangement,
} from '@domain/deadlines';
import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { WorkingCalendarSource } from './working-calendar';

/** Holiday arrangements that administrators enter for years the published data does not know yet. */
@Injectable()
export class HolidayService {
  constructor(
    private readonly calendars: WorkingCalendarSource,
    private readonly clock: Clock,
  ) {}

  /** What is known of this year and the years around it, and everything that was entered. */
  async calendar(): Promise<{
    publishedThrough: number;
    published: YearArrangement[];
    entered: YearArrangement[];
  }> {
    const entered = await this.calendars.entered();
    const year = Number(dateIn(this.clock.now(), 'Asia/Shanghai').slice(0, 4));
    const published = [year - 1, year, year + 1].flatMap((known) => publishedArrangement(known) ?? []);
    return { publishedThrough, published, entered };
  }

  /** Takes the place of what was entered before. Dates computed already stay. @throws rule_broken */
  async enter(
    transaction: Transaction,
    arrangement: YearArrangement,
    enteredBy: string,
  ): Promise<YearArrangement> {
    const { year, holidays, workdays } = arrangement;
    const faults = arrangementFaults(arrangement);
    if (year < 2000 || year > 2200) faults.push('年份不正确');
    if (faults.length > 0) throw problem('rule_broken', { reason: `${faults.slice(0, 10).join('；')}。` });
    await transaction.execute(
      `INSERT INTO holiday_arrangement (year, holidays, workdays, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (year) DO UPDATE SET holidays = excluded.holidays, workdays = excluded.workdays,
         entered_by = excluded.entered_by, entered_at = excluded.entered_at`,
      [year, holidays, workdays, enteredBy, this.clock.now()],
    );
    return { year, holidays, workdays };
  }
}
