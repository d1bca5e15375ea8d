import type { ImportProposal } from './proposal';

/**
 * What a proposal does with every character of its text: the offsets of characters that no span holds
 * though they are not blank, and of those that several hold. Both are empty for a sound proposal.
 */
export function coverageFaults(
  text: string,
  proposal: ImportProposal,
): { lost: number[]; doubled: number[] } {
  const held = new Uint8Array(text.length);
  for (const { spans } of [...proposal.sections, ...proposal.unplaced, ...proposal.dropped]) {
    for (const [from, to] of spans) {
      for (let at = from; at < to; at += 1) held[at] = Math.min(2, held[at]! + 1);
    }
  }
  const lost: number[] = [];
  const doubled: number[] = [];
  held.forEach((count, at) => {
    if (count === 0 && !/[ \t\n\r\v\f\u00A0\u2028\u2029\u3000]/.test(text.charAt(at))) lost.push(at);
    if (count > 1) doubled.push(at);
  });
  return { lost, doubled };
}
