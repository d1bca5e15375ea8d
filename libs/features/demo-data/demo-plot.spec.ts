import { branchAnnualTemplate } from '@domain/cycle/branch-annual-template';
import { addDays, atMinute, chineseCalendar, dateIn, endOfDay, isDay } from '@domain/deadlines';
import {
  applyDecision,
  type Command,
  currentStep,
  decide,
  type Facts,
  type ReportSnapshot,
  resolveRoute,
} from '@domain/review';
import { urgePauseMs } from '@domain/review/rules/urge';
import { appointment, facts, person, post, untouched } from '@testing/report-fixture';
import { demoCycle } from './demo-cycles';
import { demoPeople } from './demo-people';
import { type DemoAct, dueAfter, presentOpening, presentPlot } from './demo-plot';
import { demoUnit } from './demo-units';
import { workingMoments } from './working-moment';

const zone = 'Asia/Shanghai';
const calendar = chineseCalendar();
const dayMs = 86_400_000;

/** Loads just after midnight, in the morning, in the evening, and just before midnight. */
const minutes = [1, 8 * 60 + 30, 19 * 60, 23 * 60 + 59];

/** Every day of 2026 and 2027, and those around the leap day of 2028. */
function* days(): Generator<string> {
  for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) yield day;
  for (const day of ['2028-02-28', '2028-02-29', '2028-03-01']) if (isDay(day)) yield day;
}

const pathOf = (code: string): string => {
  const { parent } = demoUnit(code);
  return parent ? `${pathOf(parent)}.${code}` : code;
};
const lineage = (code: string): string[] => pathOf(code).split('.').reverse();
const holders = demoPeople.flatMap(({ username, org, role }) =>
  role === 'reviewer' || role === 'leader' ? [post(role, pathOf(org), username)] : [],
);
const actors = new Map(
  demoPeople.map(({ username, org, role }) => [username, person(username, appointment(role, pathOf(org)))]),
);

/** Plays one report's acts through the rules alone, and answers with what the report has become. */
function played(unit: string, acts: DemoAct[], world: Omit<Facts, 'actor'>): ReportSnapshot {
  const path = pathOf(unit);
  let report = untouched({ id: unit, org: { id: path, path } });
  let pending: Facts['pendingExtension'] = null;
  for (const { at, who, deed } of acts) {
    const command: Command | undefined =
      deed.do === 'write'
        ? { action: 'save', ifVersion: report.version, content: draft }
        : deed.do === 'act'
          ? deed.command
          : deed.do === 'decide'
            ? { ...deed.command, revision: report.revision }
            : undefined;
    if (!command) continue;
    const actor = actors.get(who) ?? person(who);
    const outcome = decide(report, command, { ...world, actor, pendingExtension: pending }, at);
    if (!outcome.ok)
      throw new Error(`${unit} ${command.action} at ${at.toISOString()}: ${outcome.problem.code}`);
    if (command.action === 'extend')
      pending = { id: 'x', requestedBy: who, until: command.dueAt, reason: command.reason ?? '' };
    const key = at.toISOString();
    report = applyDecision(report, outcome, {
      steps: outcome.newSteps.map((_, n) => `${key}-${n}`),
      decisions: outcome.decisions.map((_, n) => `${key}-${n}`),
      edition: key,
    });
  }
  return report;
}

const draft = { sections: [], indicators: {}, problems: [], unplaced: '' };

describe('the plot of the demonstration', () => {
  it.each([2026, 2027, 2028])('shows the same on every day of %i, at every hour', (year) => {
    const { tiers } = demoCycle({
      code: 'demo-annual',
      year,
      due: { branch: '2099-01-01', general_branch: '2099-01-01', bureau: '2099-01-01' },
    });
    for (const day of days()) {
      if (!day.startsWith(String(year))) continue;
      shows(day, tiers);
    }
  });
});

/** The acts depend on the day alone; what is overdue and who may be urged also on the hour. */
function shows(day: string, tiers: ReturnType<typeof demoCycle>['tiers']): void {
  const loadedAt = atMinute(day, 0, zone);
  const moment = workingMoments(loadedAt, zone, calendar);
  const extensionUntil = new Date(loadedAt.getTime() + (dueAfter.branch + 7) * dayMs);
  const acts = presentPlot(moment, extensionUntil).sort((a, b) => a.at.getTime() - b.at.getTime());
  const opened = moment(...presentOpening);
  const first = acts[0]?.at ?? opened;
  const last = acts[acts.length - 1]?.at ?? loadedAt;
  if (!(opened < first && last < loadedAt)) throw new Error(`${loadedAt.toISOString()}: acts lie outside`);

  const reports = new Map<string, ReportSnapshot>();
  for (const unit of new Set(acts.map((act) => act.unit))) {
    const kind = demoUnit(unit).kind;
    const tier = tiers.find((one) => one.kind === kind);
    const dueOn = dateIn(new Date(loadedAt.getTime() + dueAfter[kind] * dayMs), zone);
    const route = resolveRoute(
      tier?.route ?? [],
      lineage(unit).map((code) => ({ ...demoUnit(code), id: pathOf(code) })),
    );
    const world = facts('system', {
      posts: holders,
      route,
      draft: {
        content: draft,
        template: branchAnnualTemplate,
        returned: null,
      },
      revisionContent: { sections: ['issues', 'plan'], indicators: ['theme_days'], problems: [] },
    });
    world.cycle = { ...world.cycle, timeZone: zone, calendar, dueAt: endOfDay(dueOn, zone), graceDays: 5 };
    reports.set(
      unit,
      played(
        unit,
        acts.filter((act) => act.unit === unit),
        world,
      ),
    );
  }
  const stateOf = (report: ReportSnapshot) =>
    report.stepIndex === null ? report.state : `${report.state} ${report.stepIndex}`;
  const states = Object.fromEntries([...reports].map(([unit, report]) => [unit, stateOf(report)]));
  const urged = currentStep(reports.get('sf0402') as ReportSnapshot)?.lastUrgedAt;
  const hours = minutes.map((minute) => {
    const now = atMinute(day, minute, zone);
    const overdue = [...reports].flatMap(([unit, report]) => {
      const due = currentStep(report)?.dueAt ?? (report.returned ? new Date(report.returned.dueAt) : null);
      return due !== null && due < now ? [unit] : [];
    });
    return `${overdue} ${urged && now.getTime() - urged.getTime() > urgePauseMs ? 'may be urged' : 'was urged just now'}`;
  });
  expect({ day, states, hours }).toEqual({
    day,
    states: {
      sf03: 'drafting',
      sf0301: 'published',
      sf0302: 'approved',
      sf0303: 'in_review 2',
      sf0401: 'returned',
      sf0402: 'in_review 1',
      sf0403: 'drafting',
      sf91: 'in_review 2',
      sf92: 'waived',
    },
    hours: minutes.map(() => 'sf0402 may be urged'),
  });
}
