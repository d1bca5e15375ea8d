import { isProblem } from '../problems';
import type { Command } from './command';
import { withConsequences } from './consequences';
import type { Decision, Refusal } from './decision';
import type { Facts } from './facts';
import { approve } from './rules/approve';
import { denyExtension, extend, grantExtension } from './rules/extension';
import { decline, publish, retract } from './rules/publishing';
import { recall } from './rules/recall';
import { recount } from './rules/recount';
import { reopen } from './rules/reopen';
import { returnReport } from './rules/return';
import { reroute, skipStep } from './rules/routing';
import { save } from './rules/save';
import { nilReport, submit } from './rules/submit';
import { transfer } from './rules/transfer';
import { urge } from './rules/urge';
import { reinstate, unitEnd, waive } from './rules/waiver';
import { withdraw } from './rules/withdraw';
import type { ReportSnapshot } from './snapshot';
import { possibleIn } from './transitions';

/**
 * What a command does to a report, or why not. Pure: `now` and everything else comes in, nothing is
 * written. Refusals come in the order of design 2.3: 403 for who is never eligible, 400, 428, 412, 409
 * for state, turn and revision, 422. Whether the report may be seen at all (404) is judged before.
 */
export function decide(
  report: ReportSnapshot,
  command: Command,
  facts: Facts,
  now: Date,
): Decision | Refusal {
  try {
    return withConsequences(report, command, dispatch(report, command, facts, now), facts);
  } catch (error) {
    if (isProblem(error)) return { ok: false, problem: error };
    throw error;
  }
}

function dispatch(report: ReportSnapshot, command: Command, facts: Facts, now: Date): Decision {
  switch (command.action) {
    case 'save':
      return save.act(report, command, facts, now);
    case 'submit':
      return submit.act(report, command, facts, now);
    case 'withdraw':
      return withdraw.act(report, command, facts, now);
    case 'approve':
      return approve.act(report, command, facts, now);
    case 'return':
      return returnReport.act(report, command, facts, now);
    case 'recall':
      return recall.act(report, command, facts, now);
    case 'transfer':
      return transfer.act(report, command, facts, now);
    case 'reopen':
      return reopen.act(report, command, facts, now);
    case 'publish':
      return publish.act(report, command, facts, now);
    case 'decline':
      return decline.act(report, command, facts, now);
    case 'retract':
      return retract.act(report, command, facts, now);
    case 'waive':
      return waive.act(report, command, facts, now);
    case 'reinstate':
      return reinstate.act(report, command, facts, now);
    case 'extend':
      return extend.act(report, command, facts, now);
    case 'grant-extension':
      return grantExtension.act(report, command, facts, now);
    case 'deny-extension':
      return denyExtension.act(report, command, facts, now);
    case 'urge':
      return urge.act(report, command, facts, now);
    case 'skip-step':
      return skipStep.act(report, command, facts, now);
    case 'reroute':
      return reroute.act(report, command, facts, now);
    case 'recount':
      return recount.act(report, command, facts, now);
    case 'unit-end':
      return unitEnd.act(report, command, facts, now);
  }
}

/** Rules behind each action that a person may be offered. `nil` is a submission with a reason. */
const offers = {
  save,
  submit,
  nil: nilReport,
  withdraw,
  approve,
  return: returnReport,
  recall,
  transfer,
  reopen,
  publish,
  decline,
  retract,
  waive,
  reinstate,
  extend,
  urge,
  'skip-step': skipStep,
  reroute,
};

export type OfferedAction = keyof typeof offers;

/**
 * What the actor may do now: exactly the actions whose rules, apart from what the body will say, would
 * not refuse (design 2.3, `allowedActions`).
 */
export function availableActions(report: ReportSnapshot, facts: Facts, now: Date): OfferedAction[] {
  return (Object.keys(offers) as OfferedAction[]).filter((name) => {
    // Half the actions are ruled out by the state alone: asking the table spares an exception each, which
    // halves what the buttons cost (43 to 20 µs a report).
    if (!possibleIn(name, report.state)) return false;
    try {
      offers[name].may(report, facts, now);
      return true;
    } catch (error) {
      if (isProblem(error)) return false;
      throw error;
    }
  });
}
