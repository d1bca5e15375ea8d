import { dateIn } from '@domain/deadlines';
import { isHeld, whoActs } from '@features/access';
import { unitsWithoutSecretary } from '@features/attention';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob } from '@platform/queues';
import { type Message, NotificationWriter } from './notification-writer';

interface VacancyRow {
  admin_id: string;
  units: string[];
  unit_count: number;
  steps: string[];
  step_count: number;
  checks: string[];
  check_count: number;
}

/**
 * Tells administrators and their deputies once a day of steps without a reviewer, units without a secretary (design 1.6) and
 * items of the ledger whose verification nobody can decide.
 */
@Injectable()
export class VacancyDigest {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: NotificationWriter,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** Once a day and administrator, however often it runs. */
  @HandlesJob('vacancy.digest')
  async sendToday(): Promise<void> {
    await this.unitOfWork.run((transaction) => this.send(transaction));
  }

  /** Answers how many were told. */
  async send(transaction: Transaction): Promise<number> {
    const now = this.clock.now();
    const today = dateIn(now, this.environment.TZ_DEFAULT);
    const rows = await transaction.query<VacancyRow & Record<string, unknown>>(vacanciesByAdmin, [now]);
    const messages = rows.map(
      (row): Message => ({
        reportId: null,
        kind: 'vacancy.found',
        planVersion: 0,
        occurrence: today,
        data: {
          vacancies: {
            units: row.units.slice(0, 10),
            unitCount: row.unit_count,
            steps: row.steps.slice(0, 10),
            stepCount: row.step_count,
            checks: row.checks.slice(0, 10),
            checkCount: row.check_count,
          },
        },
        people: [row.admin_id],
        units: [],
      }),
    );
    return this.writer.write(transaction, messages);
  }
}

/** Units of open cycles without a secretary, and waiting steps of reports and items flagged, by administrator of the subtree. */
const vacanciesByAdmin = {
  name: 'notification_vacancies',
  text: `
    WITH vacant AS (
      SELECT 'step' AS kind, s.org_id, s.org_name AS name
        FROM review_step s WHERE s.status = 'waiting' AND s.flag = 'no_reviewer'
      UNION ALL
      SELECT 'check', i.step_org_id, o.name
        FROM rectification i JOIN org_unit o ON o.id = i.step_org_id
       WHERE i.state = 'in_verification' AND i.step_flag = 'no_reviewer'
      UNION ALL
      SELECT DISTINCT 'unit', o.id, o.name
        FROM ${unitsWithoutSecretary('$1')}
    ),
    seen AS (
      SELECT DISTINCT acting.user_id AS admin_id, v.kind, v.org_id, v.name
        FROM vacant v
        JOIN org_unit o ON o.id = v.org_id
        JOIN org_unit above ON above.path @> o.path
        JOIN appointment a ON a.org_id = above.id AND a.role = 'admin'
         AND ${isHeld('a', '$1')}
        CROSS JOIN ${whoActs('a', '$1')} acting
    )
    SELECT admin_id,
           coalesce(array_agg(name ORDER BY name) FILTER (WHERE kind = 'unit'), '{}') AS units,
           count(*) FILTER (WHERE kind = 'unit')::int AS unit_count,
           coalesce(array_agg(name ORDER BY name) FILTER (WHERE kind = 'step'), '{}') AS steps,
           count(*) FILTER (WHERE kind = 'step')::int AS step_count,
           coalesce(array_agg(name ORDER BY name) FILTER (WHERE kind = 'check'), '{}') AS checks,
           count(*) FILTER (WHERE kind = 'check')::int AS check_count
      FROM seen GROUP BY admin_id`,
};
