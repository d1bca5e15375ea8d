import { ApiModule } from '@apps/api/api.module';
import { type Command, type Decision, decide } from '@domain/review';
import { type LoadedReport, ReportLife, ReportStore } from '@features/report';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@platform/clock';
import { readEnvironment } from '@platform/config';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { type Load, overall, threeTimes, work } from './load';
import { type Person, type Subject, sessionSecret } from './plant';

const clients = 8;

export interface DataLayer {
  /** The write alone: the same rows as the floor's. */
  write: Load;
  /** What a transition does below HTTP: load, decide and write. */
  whole: Load;
}

/** The service without HTTP, in this very process; `content` is what each report says. */
export async function dataLayer(
  url: string,
  subjects: { write: Subject[]; whole: Subject[] },
  content: string,
): Promise<DataLayer> {
  const environment = readEnvironment({
    DATABASE_URL: url,
    SESSION_SECRET: sessionSecret,
    LOG_LEVEL: 'fatal',
  });
  const module = ApiModule.composedOf({ environment, clock: new Clock(), databaseUrl: url });
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  try {
    const life = context.get(ReportLife, { strict: false });
    const store = context.get(ReportStore, { strict: false });
    const database = context.get(Database, { strict: false });
    for (const { reportId, secretary } of [...subjects.write, ...subjects.whole]) {
      const draft = { unplaced: '', ...JSON.parse(content) };
      await life.run(callerOf(secretary), reportId, { action: 'save', ifVersion: 1, content: draft });
    }
    const whole = await threeTimes(subjects.whole, clients, () =>
      turns.map(
        ({ person, command }) =>
          (subject) =>
            life.run(callerOf(person(subject)), subject.reportId, command),
      ),
    );
    const writes: Load[] = [];
    for (const turn of turns) {
      const decided = await Promise.all(
        subjects.write.map((subject) => decideFirst(store, database, subject, turn)),
      );
      writes.push(
        await work(decided, clients, async ({ loaded, decision, now }) => {
          if (!(await store.write(database, loaded, decision, now))) throw new Error('Nothing was written.');
        }),
      );
    }
    return { write: overall(writes), whole };
  } finally {
    await context.close();
  }
}

interface Turn {
  person: (subject: Subject) => Person;
  command: Command;
}

const turns: Turn[] = [
  { person: ({ secretary }) => secretary, command: { action: 'submit' } },
  { person: ({ reviewer }) => reviewer, command: { action: 'approve', revision: 1 } },
  { person: ({ superior }) => superior, command: { action: 'return', revision: 1, note: '请补充次数。' } },
];

/** What `ReportLife` does before it writes, so that the write can be timed by itself. */
async function decideFirst(
  store: ReportStore,
  database: Database,
  subject: Subject,
  { person, command }: Turn,
): Promise<{ loaded: LoadedReport; decision: Decision; now: Date }> {
  const now = new Date();
  const loaded = await store.load(database, subject.reportId, callerOf(person(subject)));
  if (command.action === 'submit')
    Object.assign(loaded.facts, await store.route(database, loaded.row, 'frozen'));
  const decision = decide(loaded.snapshot, command, loaded.facts, now);
  if (!decision.ok) throw decision.problem;
  return { loaded, decision, now };
}

function callerOf(person: Person): Caller {
  return {
    userId: person.userId,
    username: person.userId,
    name: person.userId,
    mustChangePassword: false,
    credential: { kind: 'token', id: person.userId },
    appointments: [
      {
        id: person.appointmentId,
        role: person.role,
        orgId: person.orgId,
        path: person.path,
        startsAt: new Date('2020-01-01T00:00:00Z'),
        endsAt: null,
      },
    ],
  };
}
