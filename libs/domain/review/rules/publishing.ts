import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { blankDecision } from '../decision';
import {
  behalfOf,
  conflict,
  eventOf,
  personOf,
  personRef,
  type Rule,
  requireNote,
  requirePost,
  requireState,
} from './rule';

/** 公开: by a publisher who neither wrote nor submitted it; makes a numbered edition. */
export const publish: Rule<'publish', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.publish', facts, now);
    requireState(report, 'publish');
    const actor = personOf(facts);
    const wrote = (id: string | undefined) => id !== undefined && report.authors.includes(id);
    if (wrote(actor.userId) || wrote(post.onBehalfOf?.userId)) throw conflict(report, 'two_persons');
    if (report.nilReason !== null) throw problem('nil_not_publishable');
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const missing = (['secrecy', 'necessity', 'accuracy'] as const).filter((part) => !command.review[part]);
    if (missing.length > 0) {
      const errors = missing.map((part) => {
        return { pointer: `/review/${part}`, code: 'review_incomplete', detail: '须先审查。' };
      });
      throw problem('review_incomplete', {}, { errors });
    }
    const decision = blankDecision();
    decision.report = { state: 'published', heldSince: now };
    decision.edition = { kind: 'publish', audience: command.audience, replaces: report.editionId };
    decision.events = [
      eventOf(report, 'report.published', decision.report, {
        actor: personRef(personOf(facts)),
        onBehalfOf: behalfOf(post),
        data: { audience: command.audience, replaces: report.editionId },
      }),
    ];
    return decision;
  },
};

/** 不公开: ends the task of publishing this revision; once, and publishing it later stays possible. */
export const decline: Rule<'decline', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.publish', facts, now);
    requireState(report, 'decline');
    if (report.declined) throw conflict(report, 'publishing_declined');
    if (report.nilReason !== null) throw problem('nil_not_publishable');
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const decision = blankDecision();
    decision.declined = true;
    decision.events = [
      eventOf(report, 'report.declined', decision.report, {
        actor: personRef(personOf(facts)),
        onBehalfOf: behalfOf(post),
        note: reason,
      }),
    ];
    return decision;
  },
};

/** 撤稿: the current edition, also while a correction is being written; the bulletin keeps a tombstone. */
export const retract: Rule<'retract', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.publish', facts, now);
    if (report.editionId === null) throw conflict(report, 'not_published');
    return post;
  },

  act(report, command, facts, now) {
    const post = this.may(report, facts, now);
    const reason = requireNote(command.reason, '/reason');
    const decision = blankDecision();
    if (report.state === 'published') decision.report = { state: 'approved', heldSince: now };
    decision.edition = { kind: 'retract', id: report.editionId!, reason };
    decision.events = [
      eventOf(report, 'report.retracted', decision.report, {
        actor: personRef(personOf(facts)),
        onBehalfOf: behalfOf(post),
        step: report.stepIndex,
        note: reason,
        data: { edition: report.editionId },
      }),
    ];
    return decision;
  },
};
