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

  /** The indexed text of a report, locked against whoever else indexes the same report. */
  async lockReport(
    transaction: Transaction,
    reportId: string,
  ): Promise<(LikenessDocument & { corpus: number }) | null> {
    await transaction.execute('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `likeness.${reportId}`,
    ]);
    const [row] = await transaction.query<LikenessDocument & { corpus: number }>(
      `SELECT ${columns}, d.corpus FROM likeness_document d LEFT JOIN likeness_sample s ON s.id = d.sample_id
       WHERE d.report_id = $1`,
      [reportId],
    );
    return row ?? null;
  }

  async insertReport(
    transaction: Transaction,
    reportId: string,
    revision: number,
    added: NewDocument,
  ): Promise<number> {
    const [row] = await transaction.query<{ id: number }>(
      `INSERT INTO likeness_document (corpus, report_id, revision, text, parts, characters)
       VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [added.corpus, reportId, revision, added.text, JSON.stringify(added.parts), added.characters],
    );
    return row?.id ?? 0;
  }

  async updateReport(
    transaction: Transaction,
    id: number,
    revision: number,
    changed: NewDocument,
  ): Promise<void> {
    await transaction.execute(
      'UPDATE likeness_document SET revision = $2, text = $3, parts = $4, characters = $5 WHERE id = $1',
      [id, revision, changed.text, JSON.stringify(changed.parts), changed.characters],
    );
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

  async deleteDocument(transaction: Transaction, id: number): Promise<void> {
    await transaction.execute('DELETE FROM likeness_document WHERE id = $1', [id]);
  }

  async addPostings(
    transaction: Transaction,
    corpus: number,
    document: number,
    hashes: Int32Array,
  ): Promise<void> {
    await transaction.execute(
      `INSERT INTO likeness_posting (corpus, hash, document)
       SELECT $1::int, hash, $2::int FROM unnest($3::int[]) AS hash ON CONFLICT DO NOTHING`,
      [corpus, document, [...hashes]],
    );
  }

  /** By key, so that no index on the document is needed. */
  async removePostings(
    transaction: Transaction,
    corpus: number,
    document: number,
    hashes: Int32Array,
  ): Promise<void> {
    await transaction.execute(
      `DELETE FROM likeness_posting p USING unnest($3::int[]) AS gone(hash)
       WHERE p.corpus = $1 AND p.hash = gone.hash AND p.document = $2`,
      [corpus, document, [...hashes]],
    );
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
