import { chineseCalendar, dateIn } from '@domain/deadlines';
import type { OrgKind } from '@domain/org/roles';
import { operator } from '@features/org';
import { Injectable } from '@nestjs/common';
import { SettableClock } from '@platform/clock';
import { Environment } from '@platform/config';
import { UnitOfWork } from '@platform/database';
import { demoCycle, demoTemplates } from './demo-cycles';
import { dueAfter, lastPlot, presentOpening, presentPlot } from './demo-plot';
import { DemoStage } from './demo-stage';
import { demoUnits } from './demo-units';
import { DemonstrationParts } from './demonstration-parts';
import { workingMoments } from './working-moment';

const day = 86_400_000;
/** The closed cycle was opened this many days before loading. */
const lastOpened = -377;
/** The closed cycle closed this many days after it was opened. */
const lastOpenFor = 60;

/** The demonstration's parts in order. {@link loadDemonstration} gives it an application of its own. */
@Injectable()
export class DemonstrationService {
  constructor(
    private readonly parts: DemonstrationParts,
    private readonly stage: DemoStage,
    private readonly clock: SettableClock,
    private readonly environment: Environment,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param loadedAt the moment from which everything counts back */
  async load(loadedAt: Date, parts: 'all' | 'organisation'): Promise<void> {
    const at = (days: number) => new Date(loadedAt.getTime() + days * day);
    await this.mark('demonstration.started', loadedAt);
    this.clock.set(at(-3 * 365));
    await this.parts.organisation.plant();
    for (const template of demoTemplates) {
      const { versions } = await this.parts.templates.create(operator, template);
      for (const version of versions) await this.parts.templates.release(operator, version.id);
    }
    if (parts === 'all') {
      await this.playLastYear(loadedAt, at);
      await this.parts.ledger.play(loadedAt);
      await this.playThisYear(loadedAt, at);
      await this.settle(at(-60));
      await this.parts.rollups.rebuild();
    }
    await this.mark('demonstration.loaded', loadedAt);
  }

  private async playLastYear(loadedAt: Date, at: (days: number) => Date): Promise<void> {
    const codes = (kind: OrgKind) => demoUnits.filter((unit) => unit.kind === kind).map(({ code }) => code);
    await this.open('demo-annual-last', this.yearOf(loadedAt) - 1, at(lastOpened), lastOpened, at);
    await this.stage.play(lastPlot(at(lastOpened), codes('branch'), codes('general_branch')));
    this.clock.set(at(lastOpened + lastOpenFor));
    await this.parts.opening.close(operator, 'demo-annual-last');
  }

  private async playThisYear(loadedAt: Date, at: (days: number) => Date): Promise<void> {
    const moment = workingMoments(loadedAt, this.environment.TZ_DEFAULT, chineseCalendar());
    await this.open('demo-annual', this.yearOf(loadedAt), moment(...presentOpening), 0, at);
    await this.stage.play(presentPlot(moment, at(dueAfter.branch + 7)));
  }

  private async open(
    code: 'demo-annual' | 'demo-annual-last',
    year: number,
    openedAt: Date,
    dueFrom: number,
    at: (days: number) => Date,
  ): Promise<void> {
    this.clock.set(openedAt);
    const due = (kind: OrgKind) => dateIn(at(dueFrom + dueAfter[kind]), this.environment.TZ_DEFAULT);
    await this.parts.cycles.create(
      operator,
      demoCycle({
        code,
        year,
        due: { branch: due('branch'), general_branch: due('general_branch'), bureau: due('bureau') },
      }),
    );
    await this.parts.opening.open(operator, code);
  }

  private yearOf(instant: Date): number {
    return Number(dateIn(instant, this.environment.TZ_DEFAULT).slice(0, 4));
  }

  /** What a year-old event should have set off was set off then: nobody is told of it today. */
  private async settle(before: Date): Promise<void> {
    await this.unitOfWork.run((transaction) =>
      transaction.execute('UPDATE event SET dispatched_at = at WHERE at < $1 AND dispatched_at IS NULL', [
        before,
      ]),
    );
  }

  private async mark(action: string, now: Date): Promise<void> {
    this.clock.set(now);
    const mark = { action, objectKind: 'demonstration', objectId: null, orgId: null };
    const actor = { id: null, name: operator.name };
    await this.unitOfWork.run(async (transaction) => {
      await this.parts.audit.record(transaction, { actor, ...mark });
    });
  }
}
