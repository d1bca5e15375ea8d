import type { TextPart } from '@domain/likeness';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';

/** The corpus of known samples; the cycles' are numbered from 1. */
export const sampleCorpus = 0;

/** A text in the index, with the report or the sample it belongs to. */
export interface LikenessDocument {
  id: number;
  reportId: string | null;
  revision: number | null;
  sample: { id: string; title: string } | null;
  text: string;
  parts: TextPart[];
}

/** The documents that hold one hash; at most one more than the limit that was asked for. */
export interface PostingList {
  corpus: number;
  hash: number;
  documents: number[];
}

export interface NewDocument {
  corpus: number;
  text: string;
  parts: TextPart[];
  characters: number;
}

/** Fingerprints of a document, to be added or taken away. */
export interface DocumentHashes {
  corpus: number;
  document: number;
  hashes: Int32Array;
  /** Of a document that had none before. */
  fresh?: boolean;
}

const columns = `d.id, d.report_id AS "reportId", d.revision, d.text, d.parts,
  CASE WHEN s.id IS NOT NULL THEN json_build_object('id', s.id, 'title', s.title) END AS sample`;

/** The index of fingerprints; see the migration `likeness` for its shape and size. */
@Injectable()
export class LikenessRepository {
  constructor(private readonly database: Database) {}

  /** The number of a cycle's corpus, made when it is first asked for. */
  async corpusOf(transaction: Transaction, cycleId: string): Promise<number> {
    const find = () =>
      transaction.query<{ id: number }>('SELECT id FROM likeness_corpus WHERE cycle_id = $1', [cycleId]);
    const [known] = await find();
    if (known) return known.id;
    await transaction.execute('INSERT INTO likeness_corpus (cycle_id) VALUES ($1) ON CONFLICT DO NOTHING', [
      cycleId,
    ]);
    const [made] = await find();
    if (!made) throw new Error(`The corpus of cycle ${cycleId} could neither be made nor found.`);
    return made.id;
  }

  /** The indexed texts of reports by report, locked against whoever else indexes the same reports. */
  async lockReports(
    transaction: Transaction,
    reportIds: readonly string[],
  ): Promise<Map<string, LikenessDocument & { corpus: number }>> {
    await transaction.execute(lockReports, [reportIds]);
    const rows = await transaction.query<LikenessDocument & { corpus: number; reportId: string }>(
      indexedReports,
      [reportIds],
    );
    return new Map(rows.map((row) => [row.reportId, row]));
  }

  /** Adds the texts of reports, or puts them in the place of earlier ones; answers the documents by report. */
  async storeReports(
    transaction: Transaction,
    texts: ReadonlyArray<NewDocument & { reportId: string; revision: number }>,
  ): Promise<Map<string, number>> {
    const rows = await transaction.query<{ id: number; reportId: string }>(storeReports, [
      texts.map(({ corpus }) => corpus),
      texts.map(({ reportId }) => reportId),
      texts.map(({ revision }) => revision),
      texts.map(({ text }) => text),
      texts.map(({ parts }) => JSON.stringify(parts)),
      texts.map(({ characters }) => characters),
    ]);
    return new Map(rows.map(({ id, reportId }) => [reportId, id]));
  }

  /** Adds a sample unless the same text is there; its document's id, or null when it was there. */
  async insertSample(
    transaction: Transaction,
    sample: {
      id: string;
      title: string;
      source: string | null;
      textHash: string;
      addedBy: string | null;
      addedAt: Date;
    },
    added: NewDocument,
  ): Promise<number | null> {
    const inserted = await transaction.execute(
      `INSERT INTO likeness_sample (id, title, source, text_hash, added_by, added_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (text_hash) DO NOTHING`,
      [sample.id, sample.title, sample.source, sample.textHash, sample.addedBy, sample.addedAt],
    );
    if (inserted === 0) return null;
    const [row] = await transaction.query<{ id: number }>(
      `INSERT INTO likeness_document (corpus, sample_id, text, parts, characters)
       VALUES ($1, $2, $3, $4, $5) RETURNING id`,
      [added.corpus, sample.id, added.text, JSON.stringify(added.parts), added.characters],
    );
    return row?.id ?? null;
  }

  async deleteDocuments(transaction: Transaction, ids: readonly number[]): Promise<void> {
    await transaction.execute('DELETE FROM likeness_document WHERE id = ANY($1::int[])', [ids]);
  }

  async addPostings(transaction: Transaction, postings: readonly DocumentHashes[]): Promise<void> {
    const fresh = columnsOf(postings.filter((posting) => posting.fresh));
    const further = columnsOf(postings.filter((posting) => !posting.fresh));
    if (fresh[0].length > 0) await transaction.execute(addFreshPostings, fresh);
    if (further[0].length > 0) await transaction.execute(addPostings, further);
  }

  /** By key, so that no index on the document is needed. */
  async removePostings(transaction: Transaction, postings: readonly DocumentHashes[]): Promise<void> {
    const columns = columnsOf(postings);
    if (columns[0].length > 0) await transaction.execute(removePostings, columns);
  }

  /** How many texts there are in the samples and in a cycle's corpus; corpora without texts are absent. */
  async corpora(cycleId: string): Promise<Array<{ corpus: number; documents: number }>> {
    return this.database.query(
      {
        name: 'likeness_corpora',
        text: `SELECT corpus, count(*)::int AS documents FROM likeness_document
               WHERE corpus = ${sampleCorpus} OR corpus = (SELECT id FROM likeness_corpus WHERE cycle_id = $1)
               GROUP BY corpus`,
      },
      [cycleId],
    );
  }

  /**
   * Who else has these hashes. Per hash no more than the corpus's limit and one are read: a longer list
   * means a set phrase, whose other documents do not matter.
   */
  async postings(
    hashes: Int32Array,
    limits: Array<{ corpus: number; most: number }>,
  ): Promise<PostingList[]> {
    const sorted = [...new Set(hashes)].sort((a, b) => a - b);
    return this.database.query(findPostings, [
      limits.map(({ corpus }) => corpus),
      limits.map(({ most }) => most + 1),
      sorted,
    ]);
  }

  async documents(ids: number[]): Promise<LikenessDocument[]> {
    if (ids.length === 0) return [];
    return this.database.query(
      { name: 'likeness_documents', text: `${readDocuments} WHERE d.id = ANY($1)` },
      [ids],
    );
  }

  /** Which report each document belongs to; samples and documents gone meanwhile are absent. */
  async reportsOf(ids: number[]): Promise<Map<number, string>> {
    const rows = await this.database.query<{ id: number; report: string }>(
      'SELECT id, report_id AS report FROM likeness_document WHERE id = ANY($1) AND report_id IS NOT NULL',
      [ids],
    );
    return new Map(rows.map(({ id, report }) => [id, report]));
  }

  // Limited: a comparison with the latest few, as many as the caller asks for; it lists nothing.
  /** The unit's own reports of other cycles, the latest first. */
  async earlier(orgId: string, cycleId: string, most: number): Promise<LikenessDocument[]> {
    return this.database.query(
      `${readDocuments} JOIN report r ON r.id = d.report_id WHERE r.org_id = $1 AND r.cycle_id <> $2
       ORDER BY r.created_at DESC, r.id DESC LIMIT $3`,
      [orgId, cycleId, most],
    );
  }
}

/** One array a column: corpora, hashes and documents. */
function columnsOf(postings: readonly DocumentHashes[]): [number[], number[], number[]] {
  const made: [number[], number[], number[]] = [[], [], []];
  for (const { corpus, document, hashes } of postings) {
    for (const hash of new Set(hashes)) {
      made[0].push(corpus);
      made[1].push(hash);
      made[2].push(document);
    }
  }
  return made;
}

const lockReports = {
  name: 'likeness_lock',
  text: `SELECT pg_advisory_xact_lock(hashtextextended('likeness.' || id, 0))
    FROM (SELECT unnest($1::text[]) AS id ORDER BY 1) report`,
};
const indexedReports = {
  name: 'likeness_indexed',
  text: `SELECT ${columns}, d.corpus FROM likeness_document d LEFT JOIN likeness_sample s ON s.id = d.sample_id
    WHERE d.report_id = ANY($1::uuid[])`,
};
const storeReports = {
  name: 'likeness_store',
  text: `INSERT INTO likeness_document (corpus, report_id, revision, text, parts, characters)
    SELECT corpus, report_id, revision, text, parts::jsonb, characters
      FROM unnest($1::int[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::int[])
        AS added(corpus, report_id, revision, text, parts, characters)
    ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision, text = excluded.text, parts = excluded.parts,
      characters = excluded.characters
    RETURNING id, report_id AS "reportId"`,
};
const insertPostings = `INSERT INTO likeness_posting (corpus, hash, document)
  SELECT * FROM unnest($1::int[], $2::int[], $3::int[])`;
const addPostings = { name: 'likeness_add_postings', text: `${insertPostings} ON CONFLICT DO NOTHING` };
// Nothing can be there yet, and looking for it takes as long as writing.
const addFreshPostings = { name: 'likeness_add_fresh_postings', text: insertPostings };
const removePostings = {
  name: 'likeness_remove_postings',
  text: `DELETE FROM likeness_posting p USING unnest($1::int[], $2::int[], $3::int[]) AS gone(corpus, hash, document)
    WHERE p.corpus = gone.corpus AND p.hash = gone.hash AND p.document = gone.document`,
};

const readDocuments = `SELECT ${columns} FROM likeness_document d LEFT JOIN likeness_sample s ON s.id = d.sample_id`;

// Limited: past its corpus's limit a hash is a set phrase that counts for nothing.
const findPostings = {
  name: 'likeness_postings',
  text: `SELECT * FROM (
           SELECT c.corpus, w.hash,
                  ARRAY(SELECT p.document FROM likeness_posting p
                        WHERE p.corpus = c.corpus AND p.hash = w.hash LIMIT c.most) AS documents
           FROM unnest($1::int[], $2::int[]) AS c(corpus, most) CROSS JOIN unnest($3::int[]) AS w(hash)
         ) found WHERE cardinality(documents) > 0`,
};
