import { problem } from '../../problems';
import { itemEvent } from '../decision';
import type { ItemSnapshot } from '../item';
import { changed, type ItemRule, requireItemState } from './rule';

/**
 * The report that an item came from was taken back, or approved anew (design 8.4, case 42): while nobody has written
 * progress the text follows it, otherwise it is offered; a row that is gone waits for a superior to void the item.
 */
export const sourceChange: ItemRule<'source-change', undefined> = {
  may(item, facts) {
    if (facts.actor !== 'system') throw problem('forbidden');
    requireItemState(item, 'source-change');
    return undefined;
  },

  act(item, { revision, problem: text, cause }, facts, now) {
    this.may(item, facts, now);
    const change = consequence(item, revision, text, cause ?? null);
    if (change === null) return { ok: true, item, events: [] };
    const after = changed(item, { ...change, undo: item.undo });
    const event = itemEvent(item.state, after, 'rectification.source_changed', {
      data: { revision, gone: text === null, offered: after.offer, text: text === undefined ? null : text },
    });
    return { ok: true, item: after, events: [event] };
  },
};

function consequence(
  item: ItemSnapshot,
  revision: number,
  text: string | null | undefined,
  cause: string | null,
): Partial<ItemSnapshot> | null {
  if (item.state === 'void') return null;
  if (text === undefined) return item.sourceChanged ? null : { sourceChanged: true };
  if (text === null) {
    const known = item.offer !== null && item.offer.problem === null && item.offer.revision === revision;
    return known ? null : { sourceChanged: true, offer: { revision, problem: null, cause: null } };
  }
  if (text === item.problem && cause === item.cause)
    return item.sourceChanged || item.offer || item.revision !== revision
      ? { sourceChanged: false, offer: null, revision }
      : null;
  const settled = item.state === 'closed' || item.state === 'sustained' || item.state === 'in_verification';
  if (!item.worked && !settled) return { problem: text, cause, sourceChanged: false, offer: null, revision };
  const offered =
    item.offer?.revision === revision && item.offer.problem === text && item.offer.cause === cause;
  return offered ? null : { sourceChanged: true, offer: { revision, problem: text, cause }, revision };
}
