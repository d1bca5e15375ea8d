import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment } from '@platform/config';
import { UnitOfWork } from '@platform/database';
import { HandlesJob, WorkFaults } from '@platform/queues';

/** Rows forgotten in one transaction: short enough that nobody waits for its locks. */
const batch = 5_000;
const day = 86_400_000;

interface Rule {
  /** Of rows whose `ended` lies so many days back; 0: never. */
  days: number;
  table: string;
  ended: string;
  /** Which rows of the table it speaks of. */
  only?: string;
}

/**
 * What opens nothing any more and proves nothing, and how many days after its end it is kept. Who signed in
 * stands in the log; reports, events, decisions and the audit trail are never forgotten.
 */
const rulesOf = (environment: Environment) =>
  ({
    idempotency_key: { table: 'idempotency_key', ended: 'created_at', days: 2 },
    session: { table: 'session', ended: 'least(expires_at, revoked_at)', days: 30 },
    access_token: { table: 'access_token', ended: 'least(expires_at, revoked_at)', days: 30 },
    // What still fails is recorded anew every round.
    work_fault: { table: 'work_fault', ended: 'last_at', days: 2 },
    sign_in_throttle: { table: 'sign_in_throttle', ended: 'greatest(last_at, locked_until)', days: 2 },
    notification: {
      table: 'notification',
      ended: 'created_at',
      only: `channel = 'in_app'`,
      days: environment.KEEP_NOTIFICATIONS_DAYS,
    },
    // What waits to be sent is still owed, however old it is.
    delivery: {
      table: 'notification',
      ended: 'created_at',
      only: `channel <> 'in_app' AND state NOT IN ('pending', 'sending')`,
      days: environment.KEEP_DELIVERIES_DAYS,
    },
    compilation_run: {
      table: 'compilation_run',
      ended: 'finished_at',
      days: environment.KEEP_COMPILATIONS_DAYS,
    },
  }) satisfies Record<string, Rule>;

/** How many rows of each kind went. */
export type Forgotten = Record<keyof ReturnType<typeof rulesOf>, number>;

/** Forgets, by the rules that the operator set, what has ended long enough ago (ASVS 5, 14.2.4). */
@Injectable()
export class RetentionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** @returns how many rows of each kind went; running twice forgets nothing more */
  @HandlesJob('record.forget')
  async forget(): Promise<Forgotten> {
    const rules = Object.entries<Rule>(rulesOf(this.environment));
    const counted = Object.fromEntries(rules.map(([kind]) => [kind, 0])) as Forgotten;
    const forgetOne = async ([kind, rule]: [string, Rule]): Promise<boolean> => {
      if (rule.days > 0) counted[kind as keyof Forgotten] = await this.forgetBy(rule);
      return true;
    };
    await this.faults.each('record.forget', rules, ([kind]) => kind, forgetOne);
    return counted;
  }

  private async forgetBy({ table, ended, only, days }: Rule): Promise<number> {
    const before = new Date(this.clock.now().getTime() - days * day);
    // Limited: a batch, so that no lock lasts; the loop below ends when less than one is left.
    const statement = `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${table} WHERE ${ended} < $1 ${only ? `AND ${only}` : ''} LIMIT ${batch}))`;
    let all = 0;
    for (let gone = batch; gone === batch; all += gone)
      gone = await this.unitOfWork.run((transaction) => transaction.execute(statement, [before]));
    return all;
  }
}
