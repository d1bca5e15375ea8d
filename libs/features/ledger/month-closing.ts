import { dateIn } from '@domain/deadlines';
import { itemCounters, monthBefore, monthOf } from '@domain/ledger';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { UnitOfWork } from '@platform/database';

/**
 * Sums up the figures at the beginning of a month, so that reading a past day costs one month's changes. A month is
 * summed once it has run for two days: by then no act of the day before can still be on its way.
 */
@Injectable()
export class MonthClosing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** Running it again changes nothing. @returns how many months were summed up */
  async close(): Promise<number> {
    const today = dateIn(this.clock.now(), this.environment.TZ_DEFAULT);
    const latest = Number(today.split('-')[2]) > 2 ? monthOf(today) : monthBefore(monthOf(today));
    return this.unitOfWork.run(async (transaction) => {
      await transaction.query(`SELECT pg_advisory_xact_lock(hashtext('baoshen.ledger_months'))`);
      // Limited by the calendar: one row a month since the first change of a figure.
      const months = await transaction.query<{ month: string; before: string }>(selectMissing, [
        `${latest}-01`,
      ]);
      for (const { month, before } of months) await transaction.execute(sumUp, [month, before]);
      return months.length;
    });
  }
}

const counters = itemCounters.join(', ');
const sums = itemCounters.map((counter) => `sum(${counter})`).join(', ');
const kept = itemCounters.map((counter) => `sum(${counter}) <> 0`).join(' OR ');

const selectMissing = {
  name: 'ledger_months_missing',
  text: `SELECT m::date::text AS month, coalesce((SELECT max(month)::text FROM rectification_month), '-infinity') AS before
    FROM generate_series(
      coalesce((SELECT max(month) + interval '1 month' FROM rectification_month),
        (SELECT date_trunc('month', min(day)) + interval '1 month' FROM rectification_delta)), $1::date, interval '1 month') AS m
    ORDER BY m`,
};

const sumUp = {
  name: 'ledger_month_sum',
  text: `WITH last AS (SELECT coalesce(max(month), '-infinity') AS month FROM rectification_month WHERE month < $1::date AND month >= $2::date)
    INSERT INTO rectification_month (month, org_id, source, category, batch_id, ${counters})
    SELECT $1::date, org_id, source, category, batch_id, ${sums} FROM (
      SELECT org_id, source, category, batch_id, ${counters} FROM rectification_month WHERE month = (SELECT month FROM last)
      UNION ALL
      SELECT org_id, source, category, batch_id, ${counters} FROM rectification_delta
      WHERE day >= (SELECT month FROM last) AND day < $1::date) x
    GROUP BY org_id, source, category, batch_id HAVING ${kept}
    ON CONFLICT ON CONSTRAINT rectification_month_once DO NOTHING`,
};
