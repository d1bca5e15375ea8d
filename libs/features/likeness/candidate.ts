import type { PostingList } from './likeness.repository';

export interface Candidates {
  /** All documents that share a hash which is no set phrase. */
  ids: number[];
  /** The ids to compare, of those wanted: first who explains hashes that nobody before explains, then who shares most. */
  choose(wanted: ReadonlySet<number>, most: number): number[];
}

/**
 * Reads the postings of one text: hashes that more documents have than the corpus allows are set phrases,
 * the others point to the documents worth comparing.
 */
export function chooseCandidates(
  lists: readonly PostingList[],
  limits: ReadonlyArray<{ corpus: number; most: number }>,
): { common: ReadonlySet<number>; candidates: Candidates } {
  const mostOf = new Map(limits.map(({ corpus, most }) => [corpus, most]));
  const common = new Set<number>();
  for (const { corpus, hash, documents } of lists) {
    if (documents.length > (mostOf.get(corpus) ?? 0)) common.add(hash);
  }
  const hashesOf = new Map<number, number[]>();
  for (const { hash, documents } of lists) {
    if (common.has(hash)) continue;
    for (const document of documents) {
      const hashes = hashesOf.get(document);
      if (hashes) hashes.push(hash);
      else hashesOf.set(document, [hash]);
    }
  }
  const ids = [...hashesOf.keys()];
  return { common, candidates: { ids, choose: (wanted, most) => choose(hashesOf, wanted, most) } };
}

function choose(
  hashesOf: ReadonlyMap<number, number[]>,
  wanted: ReadonlySet<number>,
  most: number,
): number[] {
  const ranked = [...hashesOf]
    .filter(([id]) => wanted.has(id))
    .sort(([x, a], [y, b]) => b.length - a.length || x - y)
    .slice(0, 20 * most);
  const explained = new Set<number>();
  const chosen = new Set<number>();
  for (const [id, hashes] of ranked) {
    if (chosen.size === most) break;
    // Half of what it shares must be new: one source copied by many stands for the others.
    if (hashes.filter((hash) => !explained.has(hash)).length * 2 < hashes.length) continue;
    for (const hash of hashes) explained.add(hash);
    chosen.add(id);
  }
  for (const [id] of ranked) {
    if (chosen.size === most) break;
    chosen.add(id);
  }
  return [...chosen];
}
