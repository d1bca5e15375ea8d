import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { blankDecision, type Decision } from '../decision';
import type { Facts, PendingExtension } from '../facts';
import type { ReportSnapshot } from '../snapshot';
import {
  behalfOf,
  conflict,
  eventOf,
  optionalNote,
  personOf,
  personRef,
  postFor,
  type Rule,
  requireNote,
  requirePost,
  requireState,
  requireUnit,
} from './rule';

interface Granted {
  post: ActingAppointment;
  as: 'admin' | 'secretary';
}

/** 延期: by a secretary a request, by an admin a grant, asked for or not. Moves the answer date of a return. */
export const extend: Rule<'extend', Granted> = {
  may(report, facts, now) {
    const admin = postFor(report, 'report.administer', facts, now);
    const post = admin ?? requirePost(report, 'report.submit', facts, now);
    requireState(report, 'extend');
    requireUnit(facts);
    if (!admin && facts.pendingExtension) throw conflict(report, 'extension_pending');
    return { post, as: admin ? 'admin' : 'secretary' };
  },

  act(report, command, facts, now) {
    const { post, as } = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    requireLater(report, command.dueAt, facts, now);
    const id = facts.pendingExtension?.id ?? null;
    if (as === 'admin') return grant(report, command.dueAt, reason, id, post, facts);
    const decision = blankDecision();
    decision.bump = false;
    decision.undo = 'keep';
    const actor = personOf(facts);
    decision.extension = { kind: 'request', by: actor.userId, until: command.dueAt, reason };
    decision.events = [
      eventOf(
        report,
        'report.extension_requested',
        {},
        {
          actor: personRef(actor),
          onBehalfOf: behalfOf(post),
          note: reason,
          data: { until: command.dueAt.toISOString() },
        },
      ),
    ];
    return decision;
  },
};

/** A request is answered while it is open: which one it is, the command says. */
function answering(
  report: ReportSnapshot,
  facts: Facts,
  now: Date,
): { post: ActingAppointment; pending: PendingExtension } {
  const post = requirePost(report, 'report.administer', facts, now);
  requireState(report, 'extend');
  if (!facts.pendingExtension) throw conflict(report, 'extension_closed');
  return { post, pending: facts.pendingExtension };
}

function requireSame(report: ReportSnapshot, pending: PendingExtension, id: string): void {
  if (pending.id !== id) throw conflict(report, 'extension_closed');
}

/** Grants a request, to the date asked for or another one. */
export const grantExtension: Rule<'grant-extension', { post: ActingAppointment; pending: PendingExtension }> =
  {
    may: answering,
    act(report, command, facts, now) {
      const { post, pending } = this.may(report, facts, now);
      requireSame(report, pending, command.extension);
      const note = optionalNote(command.note, '/note');
      requireLater(report, command.dueAt, facts, now);
      return grant(report, command.dueAt, note ?? pending.reason, pending.id, post, facts);
    },
  };

export const denyExtension: Rule<'deny-extension', { post: ActingAppointment; pending: PendingExtension }> = {
  may: answering,
  act(report, command, facts, now) {
    const { post, pending } = this.may(report, facts, now);
    requireSame(report, pending, command.extension);
    const reason = requireNote(command.reason, '/reason');
    const actor = personOf(facts);
    const decision = blankDecision();
    decision.bump = false;
    decision.undo = 'keep';
    decision.extension = { kind: 'deny', id: pending.id, by: actor.userId, reason };
    decision.events = [
      eventOf(
        report,
        'report.extension_denied',
        {},
        { actor: personRef(actor), onBehalfOf: behalfOf(post), note: reason },
      ),
    ];
    return decision;
  },
};

function grant(
  report: ReportSnapshot,
  until: Date,
  reason: string,
  id: string | null,
  post: ActingAppointment,
  facts: Facts,
): Decision {
  const actor = personOf(facts);
  const decision = blankDecision();
  decision.bump = false;
  decision.undo = 'keep';
  decision.extension = { kind: 'grant', id, by: actor.userId, until, reason };
  decision.report = { extendedUntil: until };
  if (report.returned) decision.report.returned = { ...report.returned, dueAt: until.toISOString() };
  decision.events = [
    eventOf(
      report,
      'report.extended',
      {},
      {
        actor: personRef(actor),
        onBehalfOf: behalfOf(post),
        note: reason,
        data: { until: until.toISOString(), asked: id !== null },
      },
    ),
  ];
  return decision;
}

/** An extension that ends before the due date it extends would shorten it. */
function requireLater(report: ReportSnapshot, until: Date, facts: Facts, now: Date): void {
  const limit = report.returned ? now : new Date(Math.max(now.getTime(), facts.cycle.dueAt.getTime()));
  if (until > limit) return;
  const errors = [{ pointer: '/dueAt', code: 'invalid_due_date', detail: '须晚于现在和原定期限。' }];
  throw problem('invalid_due_date', { reason: '和原定期限' }, { errors });
}
