import { ReminderPlanner } from '@features/reminder';
import { RollupAudit } from '@features/rollup';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, UnitOfWork } from '@platform/database';
import { HandlesJob, WorkFaults } from '@platform/queues';

interface ChangedCycle {
  id: string;
  state: string;
  plan_version: number;
  opened_at: Date | null;
  known: boolean;
}

/**
 * Follows cycles that were opened, closed or given other dates: plans their reminders and counts their reports
 * afresh. What was followed is recorded last, so that an interrupted run is simply done again.
 */
@Injectable()
export class CycleFollowUp {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly planner: ReminderPlanner,
    private readonly rollups: RollupAudit,
    private readonly faults: WorkFaults,
    private readonly clock: Clock,
  ) {}

  /** Answers how many cycles were followed. */
  @HandlesJob('cycle.follow')
  async follow(): Promise<number> {
    const changed = await this.changed(null);
    // A large cycle takes longer than the beat, and every worker has it: whoever comes second leaves it to the first.
    const followOne = async ({ id }: ChangedCycle): Promise<boolean> =>
      (await this.database.exclusively(`cycle.follow ${id}`, () => this.followOnce(id))) ?? false;
    return this.faults.each('cycle.follow', changed, ({ id }) => id, followOne);
  }

  /** False where another worker has followed it since it was found. */
  private async followOnce(id: string): Promise<boolean> {
    const [cycle] = await this.changed(id);
    if (!cycle) return false;
    // Of a new cycle nothing was missed while nobody looked; of a changed one, only what comes from now on acts.
    const after = cycle.known ? this.clock.now() : (cycle.opened_at ?? this.clock.now());
    await this.planner.followCycle(this.unitOfWork, id, after);
    await this.rollups.rebuild(id);
    await this.unitOfWork.run((transaction) =>
      transaction.execute(recordFollowed, [id, cycle.plan_version, cycle.state]),
    );
    await this.unitOfWork.analyse(['report', 'review_step', 'rollup_node']);
    return true;
  }

  private changed(id: string | null): Promise<ChangedCycle[]> {
    return this.database.query<ChangedCycle & Record<string, unknown>>(changedCycles, [id]);
  }
}

const changedCycles = {
  name: 'cycle_follow_changed',
  text: `SELECT c.id, c.state, c.plan_version, c.opened_at, f.cycle_id IS NOT NULL AS known
           FROM cycle c LEFT JOIN cycle_follow_up f ON f.cycle_id = c.id
          WHERE c.state <> 'draft' AND ($1::uuid IS NULL OR c.id = $1)
            AND (f.cycle_id IS NULL OR f.plan_version <> c.plan_version OR f.state <> c.state)
          ORDER BY c.opened_at`,
};

const recordFollowed = {
  name: 'cycle_follow_record',
  text: `INSERT INTO cycle_follow_up (cycle_id, plan_version, state) VALUES ($1, $2, $3)
         ON CONFLICT (cycle_id) DO UPDATE SET plan_version = excluded.plan_version, state = excluded.state`,
};
