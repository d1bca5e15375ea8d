import type { ActingAppointment } from '@domain/access';
import type { Command, ReportContent } from '@domain/review';
import { ReportLife } from '@features/report';
import { CommentService } from '@features/review';
import { Injectable } from '@nestjs/common';
import { SettableClock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { demoPerson } from './demo-people';
import type { DemoAct, DemoDeed } from './demo-plot';
import { demoUnit, demoUnits } from './demo-units';
import { composeContent, yearsVariant } from './texts/compose-content';
import { branchFigures, totalFigures } from './texts/figures';
import type { Figures } from './texts/unit-facts';

type Transition = Extract<DemoDeed, { do: 'write' | 'act' | 'decide' }>;

interface ReportRow {
  id: string;
  version: number;
  revision: number;
  period: string;
}

interface ContinuedItem {
  id: string;
  state: string;
  problem: string;
  cause: string;
  measure: string;
  person: string;
  dueOn: string;
}

const selectOpenItems = `SELECT i.id, i.state, i.problem, coalesce(i.body ->> 'cause', '') AS cause,
    coalesce(i.body -> 'measures' -> 0 ->> 'text', '') AS measure,
    coalesce(i.body -> 'measures' -> 0 ->> 'person', '') AS person, to_char(i.due_on, 'YYYY-MM-DD') AS "dueOn"
  FROM rectification i JOIN org_unit o ON o.id = i.org_id
  WHERE o.code = $1 AND i.report_id IS DISTINCT FROM $2 AND i.visibility = 'unit'
    AND i.state IN ('assigned', 'open', 'in_verification') ORDER BY i.year, i.serial`;

/** Plays acts through the real services, each at its own moment, so that histories are true. */
@Injectable()
export class DemoStage {
  private readonly cast = new Map<string, Caller>();
  private readonly written = new Map<string, ReportContent>();

  constructor(
    private readonly life: ReportLife,
    private readonly comments: CommentService,
    private readonly database: Database,
    private readonly clock: SettableClock,
  ) {}

  /** Plays the acts in the order of their time. */
  async play(acts: DemoAct[]): Promise<void> {
    await this.gather();
    for (const act of [...acts].sort((a, b) => a.at.getTime() - b.at.getTime())) {
      this.clock.set(act.at);
      await this.perform(act);
    }
  }

  /** Somebody with their posts, to act through the services. */
  async caller(username: string): Promise<Caller> {
    if (this.cast.size === 0) await this.gather();
    const caller = this.cast.get(username);
    if (!caller) throw new Error(`Nobody is called ${username}.`);
    return caller;
  }

  private async perform({ cycle, unit, who, deed }: DemoAct): Promise<void> {
    const report = await this.report(cycle, unit);
    const caller = this.cast.get(who);
    if (!caller) throw new Error(`Nobody is called ${who}.`);
    switch (deed.do) {
      case 'comment': {
        const quote = this.firstSentence(`${cycle}/${unit}`, deed.on);
        const anchor = { ...deed.on, ...(quote ? { quote } : {}) };
        await this.comments.add(caller, report.id, { anchor, body: deed.body, blocking: false });
        return;
      }
      case 'reply':
      case 'resolve': {
        const { items } = await this.comments.list(caller, report.id, { limit: 1, offset: 0 });
        const [comment] = items;
        if (!comment) throw new Error(`Nobody commented on ${unit}.`);
        if (deed.do === 'reply') await this.comments.reply(caller, comment.id, deed.body);
        else await this.comments.resolve(caller, comment.id);
        return;
      }
      default:
        await this.life.run(caller, report.id, await this.command(report, cycle, unit, deed));
    }
  }

  private firstSentence(key: string, on: { kind: string; key: string }): string | undefined {
    const body = this.written.get(key)?.sections.find((section) => section.key === on.key)?.body;
    return on.kind === 'section' ? body?.slice(0, body.indexOf('。') + 1) : undefined;
  }

  private async command(report: ReportRow, cycle: string, unit: string, deed: Transition): Promise<Command> {
    switch (deed.do) {
      case 'write': {
        const content = await this.content(report, `${cycle}/${unit}`, unit, deed.edit ?? 'first');
        return { action: 'save', ifVersion: report.version, content };
      }
      case 'decide':
        return { ...deed.command, revision: report.revision };
      case 'act':
        return deed.command;
    }
  }

  private async content(
    report: ReportRow,
    key: string,
    code: string,
    edit: 'first' | 'mended' | 'half',
  ): Promise<ReportContent> {
    const whole = this.written.get(key) ?? (await this.accounting(report, code));
    this.written.set(key, whole);
    if (edit === 'first') return whole;
    if (edit === 'half') {
      const [first, second] = whole.sections;
      return { ...whole, sections: first && second ? [first, second] : [], problems: [] };
    }
    const mended = {
      ...whole,
      sections: whole.sections.map((section) =>
        section.key === 'plan'
          ? {
              ...section,
              body: `${section.body}\n以上措施由支部书记负总责，组织委员每月通报一次进度，上半年完成过半，年底前全部办结。`,
            }
          : section,
      ),
    };
    this.written.set(key, mended);
    return mended;
  }

  /** The report with a row for each item of the ledger that is still open, and what became of it. */
  private async accounting(report: ReportRow, code: string): Promise<ReportContent> {
    const content = this.composed(code, Number(report.period));
    const items = await this.database.query<ContinuedItem & Record<string, unknown>>(selectOpenItems, [
      code,
      report.id,
    ]);
    const rows = items.map(({ state, id, ...row }) => ({
      id: v7(),
      ...row,
      ledgerId: id,
      account:
        state === 'in_verification'
          ? '措施已经全部完成，已申请销号，等待验收。'
          : '正在按计划整改，剩余措施将在期限前完成。',
    }));
    return { ...content, problems: [...content.problems, ...rows] };
  }

  private composed(code: string, year: number): ReportContent {
    const unit = demoUnit(code);
    return composeContent({
      unit: unit.facts,
      figures: figuresOf(code, year),
      variant: yearsVariant(demoUnits.indexOf(unit), year),
      superior: unit.kind !== 'branch',
      outlook: unit.kind !== 'branch' || demoUnits.indexOf(unit) % 2 === 0,
      problemIds: [v7(), v7(), v7()],
      promisedOn: `${year + 1}-06-30`,
      leader: demoPerson(`${code}.secretary`).name,
      person: demoPerson(`${code}.reporter`).name,
    });
  }

  private async report(cycle: string, unit: string): Promise<ReportRow> {
    const [row] = await this.database.query<ReportRow & Record<string, unknown>>(
      `SELECT r.id, r.version, r.revision, c.period FROM report r
       JOIN cycle c ON c.id = r.cycle_id JOIN org_unit o ON o.id = r.org_id WHERE c.code = $1 AND o.code = $2`,
      [cycle, unit],
    );
    if (!row) throw new Error(`${unit} owes nothing in ${cycle}.`);
    return row;
  }

  /** Everybody with their posts, as signing in would find them. */
  private async gather(): Promise<void> {
    const rows = await this.database.query<
      Omit<ActingAppointment, 'id'> & { id: string; userId: string; username: string; name: string }
    >(
      `SELECT a.id, a.role, a.org_id AS "orgId", o.path::text AS path, a.starts_at AS "startsAt", a.ends_at AS "endsAt",
         u.id AS "userId", u.username, u.name
       FROM appointment a JOIN app_user u ON u.id = a.user_id JOIN org_unit o ON o.id = a.org_id`,
    );
    for (const { userId, username, name, ...appointment } of rows) {
      this.cast.set(username, {
        userId,
        username,
        name,
        mustChangePassword: false,
        credential: { kind: 'token', id: userId },
        appointments: [appointment],
      });
    }
  }
}

/** A branch's own figures; a superior unit's are those of the units right below it. */
export function figuresOf(code: string, year: number): Figures {
  const below = demoUnits.filter(({ parent }) => parent === code);
  if (below.length > 0) return totalFigures(below.map((unit) => figuresOf(unit.code, year)));
  return branchFigures(
    demoUnits.findIndex((unit) => unit.code === code),
    year,
  );
}
