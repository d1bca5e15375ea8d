import { examine } from './examination';
import { Ledger } from './ledger';
import { PatientSender } from './patient-sender';
import { StormClient } from './storm-client';
import { StormDeployment } from './storm-deployment';
import { randomFrom, seed } from './storm-size';

const transitionsEach = 20;
const mostCrashes = 8;

/**
 * Design 4.2: the harness shows that it would notice. With commits that are acknowledged before they are on
 * disk, the same kill loses acknowledged transitions, and the examination says which.
 */
describe('acknowledged transitions through a kill of PostgreSQL', () => {
  const ledger = new Ledger();
  let deployment: StormDeployment;
  let client: StormClient;

  beforeAll(async () => {
    deployment = await StormDeployment.build('postgres', { apis: 1, workers: 0 });
    const address = () => deployment.apis[0]?.address ?? '';
    const random = randomFrom(seed);
    const sender = new PatientSender(ledger, address, random);
    client = new StormClient(ledger, sender, random, deployment.subjects.slice(0, 4));
    await client.prepare();
  }, 600_000);
  afterAll(async () => {
    await deployment?.demolish();
  }, 300_000);

  it('are all there with the settings of an installation', async () => {
    expect(await lostBy(1)).toEqual([]);
    expect(ledger.acknowledged.length).toBeGreaterThanOrEqual(transitionsEach);
  }, 600_000);

  it('are missing, and found missing, with synchronous_commit = off', async () => {
    // Nothing but the log's own writer writes it to disk, and that one sleeps.
    await deployment.postgres.configure({
      synchronous_commit: 'off',
      wal_writer_delay: '10s',
      wal_writer_flush_after: '1GB',
    });
    const lost = await lostBy(mostCrashes);
    expect(lost.length).toBeGreaterThan(0);
    const acknowledged = ledger.acknowledged.map(({ key }) => key);
    expect(acknowledged).toEqual(expect.arrayContaining(lost));
    const figures = { acknowledged: acknowledged.length, lost: lost.length, seed };
    process.stdout.write(`${JSON.stringify({ faults: 'synchronous_commit = off', ...figures })}\n`);
  }, 600_000);

  /** Keys of what was acknowledged and is not there, after at most so many kills right after an answer. */
  async function lostBy(crashes: number): Promise<string[]> {
    for (let crash = 1; crash <= crashes; crash += 1) {
      const enough = ledger.acknowledged.length + transitionsEach;
      await client.run(() => ledger.acknowledged.length >= enough);
      await deployment.postgres.crash('everything');
      const findings = await examine(deployment.url, { ledger, letters: [] });
      const lost = findings.find(({ promise }) => promise === 'acknowledged_once')?.broken ?? [];
      if (lost.length > 0) return lost;
    }
    return [];
  }
});
