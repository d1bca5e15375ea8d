import { type ApiClient, apiHarness } from '@testing/http';
import {
  commandsIn,
  type DelegationCommand,
  LifeCycleModel,
  type ModelCommand,
  type ModelPost,
  type ModelWorld,
} from '@testing/life-cycle';
import { type Answered, appoint, goodContent, openCycle, ReportDriver } from '@testing/reports';
import fc from 'fast-check';

/** Lives played; each takes a second or two. */
const lives = Number(process.env.HTTP_LIVES ?? 6);
const units = ['sf0101', 'sf0102', 'sf0103'];
const step = { role: 'reviewer', mode: 'any', workingDays: 3 } as const;
const route = [
  { at: 'general_branch' as const, ...step },
  { at: 'bureau' as const, ...step },
  { at: 'bureau' as const, role: 'leader' as const, mode: 'all' as const, workingDays: 5 },
];
/** Who holds what beside their own post: one reviewer at two levels, and a publisher who decides. */
const more = [
  ['sf01.secretary', 'reviewer', 'sf01'],
  ['sf01.reviewer', 'reviewer', 'sf'],
  ['sf.publisher', 'leader', 'sf'],
] as const;
const worldOf = (unit: string): ModelWorld => ({
  reporters: [`${unit}.reporter`],
  secretaries: [`${unit}.secretary`],
  admins: ['sf.admin'],
  publishers: ['sf.publisher'],
  steps: [
    { holders: ['sf01.reviewer', 'sf01.secretary'], mode: 'any' },
    { holders: ['sf.reviewer', 'sf01.reviewer'], mode: 'any' },
    { holders: ['sf.leader', 'sf.publisher'], mode: 'all' },
  ],
});
const peopleOf = (unit: string) => [
  'sf02.reviewer',
  `${unit}.reporter`,
  'sf.reviewer',
  `${unit}.secretary`,
  'sf01.reviewer',
  'sf01.secretary',
  'sf.leader',
  'sf.publisher',
  'sf.admin',
];
const mostFiles = 15;
const isOpen = (state: string) => ['not_started', 'drafting', 'returned'].includes(state);
const january = (day: number) => `2026-01-${String(day).padStart(2, '0')}`;
type Played = Exclude<ModelCommand, DelegationCommand>;

/**
 * The same model as of `life-cycle.property.spec.ts`, against the running product: what the rules are told comes out of
 * the database here, the consent of delegates, the end of a unit and the files of a report included.
 */
describe('random lives of a report over HTTP', () => {
  const api = apiHarness();
  const appointments = new Map<string, string>();
  beforeAll(async () => {
    for (const [who, role, org] of more)
      appointments.set(`${who} ${role}@${org}`, await appoint(api, who, role, org));
  });

  /** One life: the model, the report, and what stands beside it. */
  class Life {
    readonly model: LifeCycleModel;
    private readonly offered = new Map<string, string>();
    private readonly files: string[] = [];
    private version = 0;

    constructor(
      readonly unit: string,
      readonly report: ReportDriver,
    ) {
      this.model = new LifeCycleModel(worldOf(unit));
    }

    /** One command; beside it, a file may be sent by the same person at the same time. */
    async play(command: ModelCommand, withFile: boolean): Promise<void> {
      const before = this.model.life.state;
      const name = `${this.files.length + 1}.txt`;
      const sent = withFile && this.files.length < mostFiles;
      const [, taken] = await Promise.all([
        'post' in command ? this.delegation(command) : this.act(command),
        sent && this.upload(command.by, name),
      ]);
      const after = this.model.life.state;
      // Whichever came first: a file is taken while the report is with its author, and then it is in what they hand in.
      const told = [command, before, after, taken];
      if (taken) {
        expect([...told, isOpen(before) || isOpen(after)]).toEqual([...told, true]);
        this.files.push(name);
      }
      if (sent && !('post' in command)) {
        const writes = this.mayWrite(command.by);
        if (isOpen(before) && isOpen(after)) expect(told).toEqual([command, before, after, writes]);
        else if (!writes) expect(told).toEqual([command, before, after, false]);
      }
      if (command.name === 'submit' && after === 'in_review' && isOpen(before)) await this.holds(this.files);
    }

    private async act(command: Played): Promise<void> {
      if ((command.name === 'grant' || command.name === 'deny') && !this.model.life.asked) return;
      // The first unit stays for the lives to come.
      if (command.name === 'unit-end' && (this.model.life.ended || this.unit === units[0])) return;
      const before = JSON.stringify(this.model.life);
      const expected = this.model.play(command);
      const answer = await this.send(command);
      if (answer.status < 300 !== expected)
        throw new Error(
          `${JSON.stringify(command)} at ${before}: model ${expected}, product ${answer.status} ${answer.body.code}`,
        );
      await this.agrees();
    }

    private mayWrite(who: string): boolean {
      const { delegations } = this.model;
      return [...delegations.actingIn(who, 'reporter'), ...delegations.actingIn(who, 'secretary')].length > 0;
    }

    private async upload(by: string, name: string): Promise<boolean> {
      const form = new FormData();
      form.append('file', new File([`内容 ${name}`], name, { type: 'text/plain' }));
      const client = await api.as(by);
      return (await client.send('POST', `/reports/${this.report.id}/attachments`, form)).status === 201;
    }

    /** Nothing of it is left for the next life. */
    async end(): Promise<void> {
      for (const each of [...this.model.delegations.known])
        await this.delegation({ name: 'revoke', by: each.holder, to: each.to, post: each.post });
    }

    private async agrees(): Promise<void> {
      const { body } = await this.report.get('sf.admin');
      const { state, step: at, revision, edition, until } = this.model.life;
      expect([body.state, body.step?.index ?? null, body.revision, body.edition !== null]).toEqual([
        state,
        at,
        revision,
        edition,
      ]);
      expect(body.version).toBeGreaterThanOrEqual(this.version);
      this.version = body.version;
      if (until > 0) expect(await this.extendedUntil()).toBe(`${january(until)}T15:59:59.999Z`);
    }

    /** What reviewers see of the revision that was just handed in. */
    private async holds(files: readonly string[]): Promise<void> {
      const list = await (await api.as('sf.observer')).get<
        { items: { filename: string }[] } | { filename: string }[]
      >(`/reports/${this.report.id}/attachments`);
      const items = Array.isArray(list.body) ? list.body : list.body.items;
      expect(items.map(({ filename }) => filename).sort()).toEqual([...files].sort());
    }

    private async extendedUntil(): Promise<string | undefined> {
      const [row] = await api.database.query<{ until: Date }>(
        'SELECT extended_until AS until FROM report WHERE id = $1',
        [this.report.id],
      );
      return row?.until?.toISOString();
    }

    /** Offers that the model takes for one of several are left out: whose post is used first is not laid down. */
    private async delegation(command: DelegationCommand): Promise<void> {
      const { by, post } = command;
      const [holder, to] =
        command.name === 'offer' || command.name === 'revoke' ? [by, command.to] : [command.holder, by];
      const key = `${post} ${holder} ${to}`;
      const known = this.model.delegations.known;
      const writing = (kind: ModelPost) => (kind === 'reporter' || kind === 'secretary' ? 'author' : kind);
      if (command.name === 'offer') {
        if (known.some((each) => each.to === to && writing(each.post) === writing(post))) return;
        const expected = this.model.play(command);
        const made = await (await api.as(by)).post<{ id: string; code: string }>('/delegations', {
          appointmentId: this.appointment(post, by),
          delegateId: api.organisation.users.get(to),
          endsAt: new Date(api.clock.now().getTime() + 86_400_000).toISOString(),
        });
        expect([key, made.status === 201]).toEqual([key, expected]);
        if (expected) this.offered.set(key, made.body.id);
        return;
      }
      const id = this.offered.get(key);
      if (id === undefined) return;
      const expected = this.model.play(command);
      const path = `/delegations/${id}/${command.name === 'accept' ? 'accept' : 'revoke'}`;
      const answer = await (await api.as(by)).post<{ code: string }>(path);
      expect([command, answer.status < 300]).toEqual([command, expected]);
      if (command.name !== 'accept') this.offered.delete(key);
    }

    private appointment(post: ModelPost, holder: string): string | undefined {
      const extra = { 1: 'reviewer@sf01', 2: 'reviewer@sf', 3: 'leader@sf' }[post as number];
      return appointments.get(`${holder} ${extra}`) ?? api.organisation.appointments.get(holder);
    }

    private async send(command: Played): Promise<Answered> {
      const { report } = this;
      const { by } = command;
      const reason = '按规定办理。';
      const extension = (what: string, body: object) => async (client: ApiClient) => {
        const [row] = await api.database.query<{ id: string }>(
          `SELECT id FROM extension WHERE report_id = $1 AND state = 'requested'`,
          [report.id],
        );
        return client.post(`/extensions/${row?.id}/${what}`, body) as Promise<Answered>;
      };
      switch (command.name) {
        case 'save': {
          const { body } = await report.get('sf.admin');
          return report.trySave(by, goodContent(), body.version);
        }
        case 'approve':
          return report.try(by, 'approve', { revision: command.revision });
        case 'return': {
          const { revision, resume, to } = command;
          const body = { revision, note: '请补充。' };
          return report.try(by, 'return', to === 'author' ? { ...body, resume } : { ...body, to });
        }
        case 'transfer':
          return report.try(by, 'transfer', { toUserId: api.organisation.users.get(command.to) });
        case 'extend':
          return report.try(by, 'extend', { dueAt: january(command.until), reason });
        case 'grant':
          return extension('grant', { dueAt: january(command.until) })(await api.as(by));
        case 'deny':
          return extension('deny', { reason })(await api.as(by));
        case 'publish':
          return report.try(by, 'publish', {
            audience: 'all',
            review: { secrecy: true, necessity: true, accuracy: true },
          });
        case 'withdraw':
        case 'recall':
        case 'submit':
          return report.try(by, command.name);
        case 'unit-end':
          return (await api.as('sf.admin')).post(`/org-units/${this.unit}/dissolve`) as Promise<Answered>;
        default:
          return report.try(by, command.name, { reason });
      }
    }
  }

  it('go as the model says, with deputies who agreed, files and units that end', async () => {
    const free = [...units];
    const turn = fc.record({
      make: commandsIn(worldOf('sf0101'), peopleOf('sf0101')),
      withFile: fc.constantFrom(true, false, false),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 30, maxLength: 60, size: 'max' }), async (turns) => {
        const unit = free[free.length - 1]!;
        const cycle = await openCycle(api, { route });
        const life = new Life(unit, new ReportDriver(api, cycle.reports.get(unit) ?? ''));
        for (const { make, withFile } of turns) {
          api.clock.set(new Date(api.clock.now().getTime() + 60_000));
          const { state, revision, step: at } = life.model.life;
          const made = make({ state, revision, step: at, delegations: life.model.delegations.known });
          const command = JSON.parse(JSON.stringify(made).replaceAll('sf0101', unit)) as ModelCommand;
          await life.play(command, withFile && command.by !== 'system');
        }
        if (life.model.life.ended) free.pop();
        else free.unshift(...free.splice(-1));
        await life.end();
      }),
      { numRuns: lives, endOnFailure: true },
    );
  });
});
