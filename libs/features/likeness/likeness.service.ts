import { createHash } from 'node:crypto';
import { normalise, reportText } from '@domain/likeness';
import type { ReportContent } from '@domain/review/content';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';
import { chooseCandidates } from './candidate';
import { type Fingerprinted, fingerprintWork } from './fingerprint-work';
import type { Likeness } from './likeness';
import {
  type DocumentHashes,
  LikenessRepository,
  type NewDocument,
  sampleCorpus,
} from './likeness.repository';
import { readable, withheld } from './passage-view';
import { passageWork } from './passage-work';

/** What is asked about: a report's text, saved or not. */
export interface LikenessSubject {
  reportId: string;
  cycleId: string;
  orgId: string;
  content: ReportContent;
}

export interface LikenessAccess {
  /** Which of these reports the caller may read; the others' texts are withheld. */
  canRead: (reportIds: string[]) => Promise<ReadonlySet<string>>;
  /** Reports whose text may be shared: the sources that this report was compiled from, or was compiled into. */
  except?: readonly string[];
}

/** What the index holds of a report, and what it held before. */
interface IndexedText {
  reportId: string;
  revision: number;
  hashes: Int32Array;
  old: Int32Array;
  /** Nothing of the report was in the index. */
  fresh: boolean;
}

/** A revision as it goes into the index. */
export interface SubmittedText {
  reportId: string;
  cycleId: string;
  revision: number;
  content: ReportContent;
}

/** A phrase is a set phrase when more than this share of a corpus has it, but never of fewer than `fewest` texts. */
const commonShare = 0.01;
const fewest = 8;
/** Texts that are compared character by character for one answer; those that explain most come first. */
const mostCompared = 12;
const mostEarlier = 3;
/** Longer samples are refused: nobody copies from a book into a report. */
export const longestSample = 200_000;

/**
 * Finds passages that a report shares with the reports of its cycle, the unit's own of other cycles and
 * the known samples (design 1.7). Meant to run outside the request that submits.
 */
@Injectable()
export class LikenessService {
  constructor(
    private readonly repository: LikenessRepository,
    private readonly computing: Computing,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes submitted revisions into the index in place of the reports' earlier ones, a report once. Running twice is
   * harmless.
   */
  async index(transaction: Transaction, reports: readonly SubmittedText[]): Promise<void> {
    const known = await this.repository.lockReports(
      transaction,
      reports.map(({ reportId }) => reportId),
    );
    const newer = reports.filter(
      ({ reportId, revision }) => (known.get(reportId)?.revision ?? 0) <= revision,
    );
    if (newer.length === 0) return;
    const corpora = new Map<string, number>();
    for (const cycleId of new Set(newer.map((report) => report.cycleId)))
      corpora.set(cycleId, await this.repository.corpusOf(transaction, cycleId));
    const texts: Array<NewDocument & IndexedText> = [];
    for (const { reportId, cycleId, revision, content } of newer) {
      const { text, parts } = reportText(content);
      const before = known.get(reportId);
      const corpus = before?.corpus ?? corpora.get(cycleId) ?? 0;
      const old = before ? (await this.prepared(before.text, reportId)).hashes : new Int32Array();
      const { characters, hashes } = await this.prepared(text, reportId);
      const fresh = before === undefined;
      texts.push({ reportId, corpus, revision, text, parts, characters, old, hashes, fresh });
    }
    const ids = await this.repository.storeReports(transaction, texts);
    const of = (pick: (text: (typeof texts)[number]) => Int32Array) =>
      texts.map((text) => ({
        corpus: text.corpus,
        document: ids.get(text.reportId) ?? 0,
        hashes: pick(text),
        fresh: text.fresh,
      }));
    await this.repository.removePostings(
      transaction,
      of(({ old, hashes }) => without(old, hashes)),
    );
    await this.repository.addPostings(
      transaction,
      of(({ old, hashes }) => without(hashes, old)),
    );
  }

  /** Takes reports out of the index, for instance when their only revision was withdrawn. */
  async remove(transaction: Transaction, reportIds: readonly string[]): Promise<void> {
    const documents = [...(await this.repository.lockReports(transaction, reportIds)).values()];
    if (documents.length === 0) return;
    const gone: DocumentHashes[] = [];
    for (const { corpus, id, text } of documents)
      gone.push({ corpus, document: id, hashes: (await this.prepared(text, String(id))).hashes });
    await this.repository.removePostings(transaction, gone);
    await this.repository.deleteDocuments(
      transaction,
      documents.map(({ id }) => id),
    );
  }

  /**
   * Adds a text to the library of known samples; false when it is there already.
   * @throws RangeError for a text of more than 200,000 characters
   */
  async addSample(
    transaction: Transaction,
    sample: { title: string; text: string; source?: string; addedBy?: string },
  ): Promise<boolean> {
    if (sample.text.length > longestSample) throw new RangeError('A sample has at most 200,000 characters.');
    const { characters, hashes } = await this.prepared(sample.text, 'sample');
    const id = await this.repository.insertSample(
      transaction,
      {
        id: v7(),
        title: sample.title,
        source: sample.source ?? null,
        textHash: createHash('sha256').update(normalise(sample.text).text).digest('hex'),
        addedBy: sample.addedBy ?? null,
        addedAt: this.clock.now(),
      },
      { corpus: sampleCorpus, text: sample.text, parts: [], characters },
    );
    if (id === null) return false;
    await this.repository.addPostings(transaction, [
      { corpus: sampleCorpus, document: id, hashes, fresh: true },
    ]);
    return true;
  }

  /** Where else the text is found. The report's own indexed revision is passed over. */
  async compare(subject: LikenessSubject, access: LikenessAccess): Promise<Likeness> {
    const own = reportText(subject.content);
    const { hashes } = await this.prepared(own.text, subject.reportId);
    const corpora = await this.repository.corpora(subject.cycleId);
    const limits = corpora.map(({ corpus, documents }) => ({
      corpus,
      most: Math.max(fewest, Math.ceil(documents * commonShare)),
    }));
    const lists = limits.length === 0 ? [] : await this.repository.postings(hashes, limits);
    const { common, candidates } = chooseCandidates(lists, limits);
    const passedOver = new Set([subject.reportId, ...(access.except ?? [])]);
    const reports = await this.repository.reportsOf(candidates.ids);
    const wanted = candidates.ids.filter((id) => !passedOver.has(reports.get(id) ?? ''));
    const documents = await this.repository.documents(candidates.choose(new Set(wanted), mostCompared));
    const earlier = await this.repository.earlier(subject.orgId, subject.cycleId, mostEarlier);

    const others = [
      ...documents.map((document) => ({
        kind: document.sample ? ('sample' as const) : ('report' as const),
        document,
      })),
      ...earlier.map((document) => ({ kind: 'earlier' as const, document })),
    ];
    const task = { text: own.text, common, others: others.map(({ document }) => document.text) };
    const compared = await this.computing.run(passageWork, task, `report ${subject.reportId}`);
    const found = others.flatMap((other, index) => {
      const passages = compared.passages[index] ?? [];
      return passages.length === 0 ? [] : [{ ...other, passages }];
    });
    const ids = found.flatMap(({ document }) => document.reportId ?? []);
    const open = ids.length === 0 ? new Set<string>() : await access.canRead(ids);
    const sources = found
      .map((source) =>
        source.document.reportId === null || open.has(source.document.reportId)
          ? readable(own, compared.characters, source)
          : withheld(compared.characters, source),
      )
      .sort((a, b) => b.characters - a.characters);
    const { shared, characters } = compared;
    return { characters, shared, ownShare: characters === 0 ? 1 : 1 - shared / characters, sources };
  }

  private prepared(text: string, of: string): Promise<Fingerprinted> {
    return this.computing.run(fingerprintWork, text, `report ${of}`);
  }
}

function without(hashes: Int32Array, others: Int32Array): Int32Array {
  const known = new Set(others);
  return hashes.filter((hash) => !known.has(hash));
}
