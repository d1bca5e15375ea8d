import { LikenessProbe, normalise } from '@domain/likeness';
import { LikenessRepository, LikenessService } from '@features/likeness';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { Database, dataSourceOptions } from '@platform/database';
import { createTestDatabase } from '@testing/database';
import { startTestServer } from '@testing/database/server';
import { insertReports, type ReportRows } from '@testing/report-rows';
import { DataSource } from 'typeorm';
import { type Figure, percentile } from './figure';
import { corpusReport, seededRandom } from './report-text';

const reports = 10_000;
const characters = 20_000;
const batch = 50;
const questions = 60;
const sources = 5;
const copiedLength = 80;

/** Likeness of one report of 20,000 characters against 10,000 such reports of its cycle. */
export async function run(): Promise<Figure[]> {
  const server = await startTestServer();
  const scratch = await createTestDatabase();
  const dataSource = new DataSource(
    dataSourceOptions({ url: scratch.url, pool: 4, applicationName: 'baoshen-bench' }),
  );
  try {
    await dataSource.initialize();
    return await measure(new Database(dataSource));
  } finally {
    await dataSource.destroy();
    await scratch.drop();
    await server.stop();
  }
}

async function measure(database: Database): Promise<Figure[]> {
  const rows = await insertReports(database, 'bench', 'b', reports);
  const filled = await time(() => fill(database, rows));
  const computing = new Computing();
  const service = new LikenessService(new LikenessRepository(database), computing, new Clock());
  const access = { canRead: async (ids: string[]) => new Set(ids) };
  const durations: number[] = [];
  let missed = 0;
  for (let question = 0; question < questions; question += 1) {
    const { body, copiedFrom } = questionText(question);
    const subject = { ...rows.reports[question]!, cycleId: rows.cycleId, content: contentOf(body) };
    const started = performance.now();
    const { sources: found } = await service.compare(subject, access);
    durations.push(performance.now() - started);
    const ids = new Set(found.map((source) => (source.readable ? source.reportId : null)));
    missed += copiedFrom.filter((number) => !ids.has(rows.reports[number]!.reportId)).length;
  }
  const floors: number[] = [];
  for (let round = 0; round < 20; round += 1) floors.push(await time(() => readTexts(database, round)));
  const [size] = await database.query<{ rows: number; bytes: string }>(
    `SELECT count(*)::int AS rows, pg_total_relation_size('likeness_posting')::text AS bytes FROM likeness_posting`,
  );
  await computing.onModuleDestroy();
  const warm = durations.slice(5);
  return [
    {
      bench: 'likeness',
      figure: 'likeness_10k_ms',
      value: round(percentile(warm, 0.95)),
      unit: 'ms',
      floor: round(percentile(floors, 0.5)),
      goal: 100,
      conditions: {
        reports,
        characters,
        questions: warm.length,
        value: 'p95, fingerprints to answer with passages',
        medianMs: round(percentile(warm, 0.5)),
        firstMs: round(durations[0] ?? 0),
        floor: 'reading the texts of 12 reports by id',
        copiedPassages: questions * sources,
        missed,
        postings: size?.rows ?? 0,
        indexMiB: Math.round(Number(size?.bytes ?? 0) / 2 ** 20),
        fillSeconds: Math.round(filled / 1000),
      },
    },
  ];
}

/** Writes the corpus in bulk and builds the key afterwards, as one would after a restore. */
async function fill(database: Database, rows: ReportRows): Promise<void> {
  await database.query('ALTER TABLE likeness_posting DROP CONSTRAINT likeness_posting_pkey');
  await database.query('INSERT INTO likeness_corpus (cycle_id) VALUES ($1)', [rows.cycleId]);
  for (let from = 0; from < reports; from += batch) {
    const texts = Array.from({ length: batch }, (_, at) => corpusReport(from + at, characters));
    const ids = await database.query<{ id: number }>(
      `INSERT INTO likeness_document (corpus, report_id, revision, text, parts, characters)
       SELECT 1, report, 1, body, '[{"kind": "section", "key": "work", "from": 0, "to": ${characters}}]', length(body)
       FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS added(report, body, place) ORDER BY place RETURNING id`,
      [rows.reports.slice(from, from + batch).map(({ reportId }) => reportId), texts],
    );
    const postings = texts.flatMap((text, at) => {
      const hashes = new Set(new LikenessProbe(normalise(text)).fingerprints.hashes);
      return [...hashes].map((hash) => [hash, ids[at]!.id] as const);
    });
    await database.query(
      'INSERT INTO likeness_posting (corpus, hash, document) SELECT 1, h, d FROM unnest($1::int[], $2::int[]) AS p(h, d)',
      [postings.map(([hash]) => hash), postings.map(([, document]) => document)],
    );
  }
  await database.query('ALTER TABLE likeness_posting ADD PRIMARY KEY (corpus, hash, document)');
  await database.query('VACUUM ANALYZE likeness_posting, likeness_document');
}

/** A new text into which a sentence's length was copied from each of five reports. */
function questionText(question: number): { body: string; copiedFrom: number[] } {
  const random = seededRandom(question + 77);
  const copiedFrom = Array.from(
    { length: sources },
    (_, at) => (question * 131 + at * 1999 + 1000) % reports,
  );
  const passages = copiedFrom.map((number) => {
    const from = Math.floor(random() * (characters - copiedLength));
    return corpusReport(number, characters).slice(from, from + copiedLength);
  });
  const own = corpusReport(1_000_000 + question, characters - sources * copiedLength);
  const step = Math.floor(own.length / sources);
  const body = passages.map((passage, at) => own.slice(at * step, (at + 1) * step) + passage).join('');
  return { body, copiedFrom };
}

function contentOf(body: string) {
  return { sections: [{ key: 'work', body }], indicators: {}, problems: [], unplaced: '' };
}

async function readTexts(database: Database, round: number): Promise<void> {
  const ids = Array.from({ length: 12 }, (_, at) => 1 + ((round * 997 + at * 811) % reports));
  await database.query('SELECT text FROM likeness_document WHERE id = ANY($1)', [ids]);
}

async function time(action: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
