import { isProblem } from '../problems';
import type { ItemCommand } from './command';
import type { ItemOutcome, ItemRefusal } from './decision';
import type { ItemFacts } from './facts';
import type { ItemSnapshot } from './item';
import { reassign, skipItemStep, transferItem, urge, voidItem } from './rules/administering';
import { answer, claim, dispute } from './rules/claiming';
import { close, withdraw } from './rules/closing';
import { extend, reschedule } from './rules/extending';
import { check } from './rules/looking-back';
import { sourceChange } from './rules/source-change';
import { recall, recountItem, reject, verify } from './rules/verifying';
import { amend, plan, progress } from './rules/working';
import { itemMay } from './transitions';

/**
 * What a command makes of an item, or why not. Pure: `now` and everything else comes in, nothing is written. Refusals
 * come in the order of design 2.3, as for reports.
 */
export function decideItem(
  item: ItemSnapshot,
  command: ItemCommand,
  facts: ItemFacts,
  now: Date,
): ItemOutcome | ItemRefusal {
  try {
    const outcome = dispatch(item, command, facts, now);
    return { ...outcome, item: { ...outcome.item, sequence: item.sequence + outcome.events.length } };
  } catch (error) {
    if (isProblem(error)) return { ok: false, problem: error };
    throw error;
  }
}

function dispatch(item: ItemSnapshot, command: ItemCommand, facts: ItemFacts, now: Date): ItemOutcome {
  switch (command.action) {
    case 'claim':
      return claim.act(item, command, facts, now);
    case 'dispute':
      return dispute.act(item, command, facts, now);
    case 'answer':
      return answer.act(item, command, facts, now);
    case 'progress':
      return progress.act(item, command, facts, now);
    case 'plan':
      return plan.act(item, command, facts, now);
    case 'amend':
      return amend.act(item, command, facts, now);
    case 'extend':
      return extend.act(item, command, facts, now);
    case 'reschedule':
      return reschedule.act(item, command, facts, now);
    case 'close':
      return close.act(item, command, facts, now);
    case 'withdraw':
      return withdraw.act(item, command, facts, now);
    case 'verify':
      return verify.act(item, command, facts, now);
    case 'reject':
      return reject.act(item, command, facts, now);
    case 'recall':
      return recall.act(item, command, facts, now);
    case 'check':
      return check.act(item, command, facts, now);
    case 'reassign':
      return reassign.act(item, command, facts, now);
    case 'void':
      return voidItem.act(item, command, facts, now);
    case 'urge':
      return urge.act(item, command, facts, now);
    case 'transfer':
      return transferItem.act(item, command, facts, now);
    case 'skip-step':
      return skipItemStep.act(item, command, facts, now);
    case 'recount':
      return recountItem.act(item, command, facts, now);
    case 'source-change':
      return sourceChange.act(item, command, facts, now);
  }
}

const offers = {
  claim,
  dispute,
  answer,
  progress,
  plan,
  amend,
  extend,
  close,
  withdraw,
  verify,
  reject,
  recall,
  check,
  reassign,
  void: voidItem,
  urge,
  transfer: transferItem,
  'skip-step': skipItemStep,
};

export type OfferedItemAction = keyof typeof offers;
export const offeredItemActions = Object.keys(offers) as OfferedItemAction[];

/** What the actor may do now: exactly what the rules, apart from what the body will say, would not refuse. */
export function availableItemActions(item: ItemSnapshot, facts: ItemFacts, now: Date): OfferedItemAction[] {
  return offeredItemActions.filter((name) => {
    if (!itemMay(name, item.state)) return false;
    try {
      offers[name].may(item, facts, now);
      return true;
    } catch (error) {
      if (isProblem(error)) return false;
      throw error;
    }
  });
}
