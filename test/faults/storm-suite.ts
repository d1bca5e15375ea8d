import type { Backend } from '@testing/worker';
import { Client } from 'pg';
import { workOff } from './aftermath';
import { breakThings } from './breaking';
import { examine, type Finding, type Witness } from './examination';
import { isOfItem, Ledger } from './ledger';
import { PatientSender } from './patient-sender';
import { brokenPromises, plants } from './plants';
import { StormClient } from './storm-client';
import { StormDeployment } from './storm-deployment';
import { form, patienceMs, randomFrom, seed, size } from './storm-size';

const patience = { short: 1.5, long: 3, thousand: 12 }[form] * patienceMs;

/** Reports moved over HTTP while everything is killed; then what is left, held against what was acknowledged. */
export function stormSuite(backend: Backend): void {
  const ledger = new Ledger();
  let deployment: StormDeployment;
  let witness: Witness;

  beforeAll(async () => {
    deployment = await StormDeployment.build(backend);
  }, 300_000);
  afterAll(async () => {
    await deployment?.demolish();
  }, 300_000);

  it(
    'cases 4, 24, 33: loses nothing that was acknowledged, says nothing twice, and counts right',
    async () => {
      const clock = stopwatch();
      const figures = await weather(deployment, ledger);
      clock.lap('storm');
      await workOff(deployment, backend);
      clock.lap('workedOff');
      witness = { ledger, letters: [...deployment.letters] };
      const findings = await examine(deployment.url, witness);
      clock.lap('examined');
      const { seconds } = clock;
      print(
        { backend, seed, seconds, ...figures, ...told(ledger), ...(await deliveries(deployment)) },
        findings,
      );
      expect(ledger.unexpected).toEqual([]);
      expect(await deployment.faults()).toEqual([]);
      expect(findings.filter(({ broken }) => broken.length > 0)).toEqual([]);
      expect(findings.filter(({ promise, checked }) => counted.has(promise) && checked === 0)).toEqual([]);
    },
    patience,
  );

  it(
    'would have noticed: each planted loss is reported, and nothing else is',
    async () => {
      const letter = await oneSent(deployment, witness.letters);
      await deployment.disconnect();
      for (const [number, { name, sql, witness: seen, breaks }] of plants.entries()) {
        const copy = `planted_${number}`;
        const url = sql ? await deployment.postgres.copy(deployment.name, copy) : deployment.url;
        if (sql) await plant(url, sql, witness);
        const found = brokenPromises(await examine(url, seen?.(witness, letter) ?? witness));
        expect([name, found]).toEqual([name, breaks]);
        if (sql) await deployment.postgres.drop(copy);
      }
    },
    patience,
  );
}

/** Seconds that each part took. */
function stopwatch(): { seconds: Record<string, number>; lap(part: string): void } {
  const seconds: Record<string, number> = {};
  let from = performance.now();
  return {
    seconds,
    lap: (part) => {
      seconds[part] = Math.round((performance.now() - from) / 100) / 10;
      from = performance.now();
    },
  };
}

/** Promises that a storm must have put to the test. */
const counted = new Set([
  'acknowledged_once',
  'told_once',
  'reminded_once',
  'sent_once',
  'adopted',
  'chains_hold',
  'ledger_chains_hold',
  'ledger_figures_equal_the_recount',
  'rollups_equal_the_recount',
]);

async function weather(deployment: StormDeployment, ledger: Ledger): Promise<Record<string, unknown>> {
  const random = randomFrom(seed);
  const clients = Array.from({ length: size.clients }, (_, own) => {
    const mine = deployment.subjects.filter((__, index) => index % size.clients === own);
    const choose = randomFrom(seed + own + 1);
    const address = () => deployment.apis[Math.floor(choose() * deployment.apis.length)]?.address ?? '';
    return new StormClient(ledger, new PatientSender(ledger, address, choose), choose, mine);
  });
  await Promise.all(clients.map((client) => client.prepare()));
  let broken = false;
  const breaking = breakThings(deployment, ledger, random).finally(() => {
    broken = true;
  });
  const isOver = () => broken && ledger.acknowledged.length >= size.transitions;
  const [kills] = await Promise.all([breaking, ...clients.map((client) => client.run(isOver))]);
  const { endedByThemselves } = deployment;
  await deployment.endProcesses();
  return { kills, endedByThemselves };
}

async function deliveries(deployment: StormDeployment): Promise<Record<string, number>> {
  const [row] = await deployment.database.query<Record<string, number>>(
    `SELECT count(*) FILTER (WHERE kind = 'reminder.author' AND channel = 'in_app')::int AS reminders,
            count(*) FILTER (WHERE channel = 'in_app')::int AS "inApp",
            count(*) FILTER (WHERE channel = 'email' AND NOT digest)::int AS "lettersPlanned",
            count(*) FILTER (WHERE channel = 'email' AND state = 'sent')::int AS "lettersSent",
            count(*) FILTER (WHERE channel = 'email' AND state = 'uncertain')::int AS "lettersUncertain",
            count(*) FILTER (WHERE channel = 'email' AND state = 'skipped')::int AS "lettersSkipped"
       FROM notification`,
  );
  return { ...row, lettersReceived: deployment.letters.length };
}

async function oneSent(deployment: StormDeployment, letters: readonly string[]): Promise<string> {
  const [row] = await deployment.database.query<{ id: string }>(
    `SELECT id FROM notification WHERE channel = 'email' AND state = 'sent' ORDER BY id LIMIT 1`,
  );
  return letters.find((letter) => row && letter.includes(`<${row.id}@`)) ?? '';
}

function told({ acknowledged, abandoned, retries, afterRetry }: Ledger): Record<string, number> {
  return {
    acknowledged: acknowledged.length,
    ofItems: acknowledged.filter(isOfItem).length,
    givenUp: abandoned.length,
    retries,
    acknowledgedAfterRetry: afterRetry,
  };
}

function print(figures: Record<string, unknown>, findings: readonly Finding[]): void {
  const checked = Object.fromEntries(findings.map((finding) => [finding.promise, finding.checked]));
  process.stdout.write(`${JSON.stringify({ faults: figures, checked })}\n`);
}

/** Past the triggers that keep events as they are: whoever plants a loss has the whole database in hand. */
async function plant(url: string, sql: string, { ledger }: Witness): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query('CREATE TEMPORARY TABLE acknowledged (key text)');
    await client.query('INSERT INTO acknowledged SELECT unnest($1::text[])', [
      ledger.acknowledged.map(({ key }) => key),
    ]);
    const { rowCount } = await client.query(sql);
    if (rowCount !== 1) throw new Error(`Planted ${rowCount} instead of one: ${sql}`);
  } finally {
    await client.end();
  }
}
