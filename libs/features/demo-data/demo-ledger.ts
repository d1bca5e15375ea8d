import { addDays, atMinute, dateIn } from '@domain/deadlines';
import { Injectable } from '@nestjs/common';
import { SettableClock } from '@platform/clock';
import { Environment } from '@platform/config';
import { Database, UnitOfWork } from '@platform/database';
import {
  adoptedDaysAgo,
  adoptedStories,
  batchDaysAgo,
  batchStories,
  batchTitle,
  dayAgo,
  type ItemDeed,
} from './demo-ledger-plot';
import { DemoStage } from './demo-stage';
import { LedgerParts } from './ledger-parts';

/** Last year's promises and an inspection in the ledger, each act at its own moment through the services themselves. */
@Injectable()
export class DemoLedger {
  constructor(
    private readonly stage: DemoStage,
    private readonly ledger: LedgerParts,
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: SettableClock,
    private readonly environment: Environment,
  ) {}

  async play(loadedAt: Date): Promise<void> {
    const plays = [...(await this.adopted(loadedAt)), ...(await this.entered(loadedAt))];
    const deeds = plays.flatMap(({ id, unit, deeds: acts }) => acts.map((deed) => ({ id, unit, deed })));
    for (const { id, unit, deed } of deeds.sort((a, b) => b.deed.daysAgo - a.deed.daysAgo))
      await this.perform(loadedAt, id, unit, deed);
    this.clock.set(loadedAt);
    await this.ledger.months.close();
    // What happened weeks ago was told weeks ago.
    await this.unitOfWork.run((transaction) =>
      transaction.execute('UPDATE rectification_event SET dispatched_at = at WHERE dispatched_at IS NULL'),
    );
  }

  private async adopted(loadedAt: Date) {
    this.clock.set(this.moment(loadedAt, adoptedDaysAgo, 9 * 60));
    const events = await this.database.query<{ id: string }>(
      `SELECT e.id FROM event e JOIN report r ON r.id = e.report_id JOIN cycle c ON c.id = r.cycle_id
       WHERE c.code = 'demo-annual-last' AND e.to_state = 'approved' AND e.from_state = 'in_review' ORDER BY e.id`,
    );
    await this.unitOfWork.run((transaction) =>
      this.ledger.adoption.follow(
        transaction,
        events.map(({ id }) => id),
      ),
    );
    const rows = await this.database.query<{ id: string; unit: string }>(
      `SELECT r.id, o.code AS unit FROM rectification r JOIN org_unit o ON o.id = r.org_id ORDER BY r.serial`,
    );
    return adoptedStories.flatMap(({ unit, problem, deeds }) => {
      const item = rows.filter((row) => row.unit === unit)[problem];
      return item ? [{ id: item.id, unit, deeds }] : [];
    });
  }

  private async entered(loadedAt: Date) {
    this.clock.set(this.moment(loadedAt, batchDaysAgo, 10 * 60));
    const admin = await this.stage.caller('sf.admin');
    const today = dateIn(this.clock.now(), this.environment.TZ_DEFAULT);
    const batch = await this.ledger.batches.create(admin, 'sf', {
      title: batchTitle,
      source: 'inspection',
      issuedBy: '区委第三巡察组',
      receivedOn: today,
      planDueOn: addDays(today, 15),
      closeBy: addDays(today, 120),
      monthlyDay: 25,
    });
    const { rows } = await this.ledger.entry.enterAll(
      admin,
      batchStories.map(({ unit, deeds: _, ...story }) => ({ org: unit, ...story })),
      batch.id,
      { dryRun: false },
    );
    return rows.flatMap((row, index) => {
      const story = batchStories[index];
      return row.ok && story ? [{ id: row.id, unit: story.unit, deeds: story.deeds }] : [];
    });
  }

  private async perform(
    loadedAt: Date,
    id: string,
    unit: string,
    { daysAgo, who, deed }: ItemDeed,
  ): Promise<void> {
    this.clock.set(this.moment(loadedAt, daysAgo, 9 * 60 + 30));
    const caller = await this.stage.caller(who.includes('.') ? who : `${unit}.${who}`);
    const { item } = await this.ledger.store.load(this.database, id, caller);
    const today = dateIn(this.clock.now(), this.environment.TZ_DEFAULT);
    await this.ledger.life.run(caller, id, { command: deed(today, item) });
  }

  private moment(loadedAt: Date, daysAgo: number, minute: number): Date {
    const zone = this.environment.TZ_DEFAULT;
    return atMinute(dayAgo(loadedAt, daysAgo, zone), minute, zone);
  }
}
