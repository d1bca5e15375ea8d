import { CommandContext } from '@apps/cli/command-context';
import { InvariantService } from '@features/invariant';
import { RollupAudit } from '@features/rollup';
import { Database } from '@platform/database';
import { workerEnvironment } from '@testing/worker';
import { plannedReminders } from './breaking';
import type { Asked, Ledger } from './ledger';

/** One promise: how much was looked at, and what breaks it. */
export interface Finding {
  promise: string;
  checked: number;
  broken: string[];
}

/** What was seen from outside: the clients' ledger, and the letters that arrived. */
export interface Witness {
  ledger: Ledger;
  letters: readonly string[];
}

/** Holds a database that has come to rest against what was seen from outside, and against itself. */
export async function examine(url: string, { ledger, letters }: Witness): Promise<Finding[]> {
  const deployment = await CommandContext.open(workerEnvironment(url, 'postgres'), url);
  try {
    const database = deployment.get(Database);
    const invariants = await deployment.get(InvariantService).check();
    const { notStoredYet } = await deployment.get(RollupAudit).verify();
    return [
      ...(await transitions(database, ledger)),
      await told(database),
      await reminded(database),
      await outside(database, letters),
      await broken(database, 'dispatched', 'event', `SELECT id::text FROM event WHERE dispatched_at IS NULL`),
      await broken(
        database,
        'items_dispatched',
        'rectification_event',
        `SELECT id::text FROM rectification_event WHERE dispatched_at IS NULL`,
      ),
      await broken(
        database,
        'adopted',
        `report WHERE state = 'approved'`,
        // One that was reopened before the worker came by was never to be adopted.
        `SELECT r.id FROM report r WHERE r.state = 'approved'
           AND NOT EXISTS (SELECT FROM rectification i WHERE i.report_id = r.id)`,
      ),
      await broken(database, 'nothing_owed', 'event', 'SELECT id FROM job_owed'),
      await broken(database, 'nothing_marked', 'report', 'SELECT id::text FROM rollup_mark'),
      { promise: 'rollups_stored', checked: 1, broken: notStoredYet > 0 ? [`${notStoredYet} tiers`] : [] },
      ...invariants.map(({ name, checked, broken }) => ({ promise: name, checked, broken })),
    ];
  } finally {
    await deployment.close();
  }
}

interface EventRow {
  id: string;
  subject: string;
  type: string;
  revision: number | null;
  /** Carries the key of the request, but for a report's submission. */
  note: string | null;
}

/** Acknowledged is there once, given up at most once, and nothing is there that nobody asked for. */
async function transitions(database: Database, ledger: Ledger): Promise<Finding[]> {
  const events = await database.query<EventRow & Record<string, unknown>>(
    `SELECT id::text, report_id AS subject, type, revision, note FROM event WHERE type <> 'report.started'
     UNION ALL
     SELECT 'item ' || id, item_id, type, revision, coalesce(note, data -> 'measures' -> 0 ->> 'text')
       FROM rectification_event WHERE actor_id IS NOT NULL`,
  );
  const accounted = new Set<string>();
  const known = new Set(ledger.acknowledged.map((asked) => `${asked.subject} ${asked.revision}`));
  const isOf = (asked: Asked) => (event: EventRow) => {
    if (event.type !== asked.type || (asked.subject ?? event.subject) !== event.subject) return false;
    if (asked.type !== 'report.submitted') return event.note === asked.key;
    // A submission carries no note: its revision tells, or that no acknowledged one has it.
    return asked.revision === null
      ? !known.has(`${event.subject} ${event.revision}`)
      : event.revision === asked.revision;
  };
  const times = (asked: Asked) => {
    const found = events.filter(isOf(asked));
    for (const { id } of found) accounted.add(id);
    return found.length;
  };
  const lost = ledger.acknowledged.filter((asked) => times(asked) !== 1);
  const doubled = ledger.abandoned.filter((asked) => times(asked) > 1);
  const unasked = events.filter(({ id }) => !accounted.has(id));
  const keys = (asked: Asked[]) => asked.map(({ key }) => key);
  return [
    { promise: 'acknowledged_once', checked: ledger.acknowledged.length, broken: keys(lost) },
    { promise: 'given_up_at_most_once', checked: ledger.abandoned.length, broken: keys(doubled) },
    { promise: 'nothing_unasked', checked: events.length, broken: unasked.map(({ id }) => id) },
  ];
}

/** In the application, by the table of who is told what. */
async function told(database: Database): Promise<Finding> {
  const rows = await database.query<{ occurrence: string; kind: string; expected: number; told: number }>(
    inAppOfEvents,
  );
  return {
    promise: 'told_once',
    checked: rows.reduce((sum, { expected }) => sum + expected, 0),
    broken: rows
      .filter((row) => row.expected !== row.told)
      .map(({ occurrence, kind, expected, told: really }) => `${occurrence} ${kind} ${really}/${expected}`),
  };
}

async function reminded(database: Database): Promise<Finding> {
  const rows = await database.query<{ id: string; people: number; messages: number }>(inAppReminders);
  const wrong = rows.filter(({ people, messages }) => people !== 2 || messages !== 2);
  return {
    promise: 'reminded_once',
    checked: rows.length * 2,
    broken: [
      ...wrong.map(({ id, people, messages }) => `${id} ${messages} to ${people}`),
      ...(rows.length * 2 === plannedReminders ? [] : [`${rows.length * 2} of ${plannedReminders}`]),
    ],
  };
}

/**
 * Each letter arrived once where it is sent, at most once where it is uncertain, and not at all elsewhere. A digest goes
 * out by the id of one of its messages, where the storm rages in the hour before half past eight.
 */
async function outside(database: Database, letters: readonly string[]): Promise<Finding> {
  const arrived = new Map<string, number>();
  for (const letter of letters) {
    const id = /^Message-ID: <([^@]+)@/im.exec(letter)?.[1] ?? letter.slice(0, 80);
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
  }
  const planned = await database.query<{ id: string; state: string; digest: boolean }>(
    `SELECT id, state, digest FROM notification WHERE channel = 'email'`,
  );
  const broken: string[] = [];
  for (const { id, state, digest } of planned) {
    const times = arrived.get(id) ?? 0;
    arrived.delete(id);
    if (digest && times === 0) continue;
    const right = state === 'sent' ? times === 1 : state === 'uncertain' ? times <= 1 : false;
    // Skipped: whom it was for had acted before it went out.
    if (!right && !(state === 'skipped' && times === 0)) broken.push(`${id} ${state} ${times}`);
  }
  for (const [id, times] of arrived) broken.push(`${id} unknown ${times}`);
  return { promise: 'sent_once', checked: planned.filter(({ digest }) => !digest).length, broken };
}

async function broken(database: Database, promise: string, of: string, sql: string): Promise<Finding> {
  const [row] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${of}`);
  const rows = await database.query<{ id: string }>(sql);
  return { promise, checked: row?.count ?? 0, broken: rows.map(({ id }) => id) };
}

// A reporter and a secretary a branch, one reviewer above, one publisher at the top; who acted is not told.
const inAppOfEvents = `
  WITH expected AS (
    SELECT e.id::text AS occurrence, k.kind, k.people
      FROM event e, LATERAL (VALUES
        ('report.submitted', 'review.awaited', 1), ('report.submitted', 'report.submitted', 1),
        ('report.approved', 'report.approved', 2), ('report.approved', 'publication.possible', 1),
        ('report.returned', 'report.returned', 2), ('report.reopened', 'report.reopened', 2)) k(type, kind, people)
     WHERE k.type = e.type
    UNION ALL
    SELECT 'item-event-' || e.id, k.kind, k.people
      FROM rectification_event e, LATERAL (VALUES
        ('rectification.entered', 'rectification.assigned', 2), ('rectification.submitted', 'rectification.awaited', 1),
        ('rectification.adopted', 'rectification.assigned', 2), ('rectification.source_changed', 'rectification.changed', 2),
        ('rectification.verified', 'rectification.verified', 2), ('rectification.rejected', 'rectification.rejected', 2)
      ) k(type, kind, people)
     WHERE k.type = e.type),
  told AS (
    SELECT occurrence, kind, count(*)::int AS people FROM notification
     WHERE channel = 'in_app' AND kind NOT LIKE 'reminder.%'
       AND kind NOT IN ('vacancy.found', 'rectification.monthly') GROUP BY occurrence, kind)
  SELECT occurrence, kind, coalesce(expected.people, 0) AS expected, coalesce(told.people, 0) AS told
    FROM expected FULL JOIN told USING (occurrence, kind)`;

const inAppReminders = `
  SELECT r.id, count(DISTINCT n.recipient_id)::int AS people, count(n.id)::int AS messages
    FROM report r JOIN cycle c ON c.id = r.cycle_id
    LEFT JOIN notification n ON n.report_id = r.id AND n.kind = 'reminder.author' AND n.channel = 'in_app'
   WHERE c.code LIKE 'due%' GROUP BY r.id`;
