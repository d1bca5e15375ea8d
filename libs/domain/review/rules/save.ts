import type { ActingAppointment } from '../../access';
import { problem } from '../../problems';
import { blankDecision } from '../decision';
import {
  behalfOf,
  eventOf,
  personOf,
  personRef,
  present,
  type Rule,
  requirePost,
  requireState,
} from './rule';
import { frozenChanges, unknownKeys } from './scope';

/** 保存. Only the first save makes an event; a stale one is refused and shows the present version. */
export const save: Rule<'save', ActingAppointment> = {
  may(report, facts, now) {
    const post = requirePost(report, 'report.write', facts, now);
    requireState(report, 'save');
    return post;
  },

  act(report, command, facts, now) {
    requirePost(report, 'report.write', facts, now);
    if (command.ifVersion === undefined) throw problem('if_match_missing');
    if (command.ifVersion !== report.version) {
      const stale = { expected: command.ifVersion, actual: report.version };
      throw problem('stale_version', stale, {
        state: { ...present(report), content: facts.draft?.content ?? null },
      });
    }
    const post = this.may(report, facts, now);
    const { draft } = facts;
    if (!draft) throw new Error('Saving needs the working copy among the facts.');
    const unknown = unknownKeys(command.content, draft.template);
    if (unknown.length > 0) throw problem('unknown_key', { key: '' }, { errors: unknown });
    const scope = report.state === 'returned' ? report.returned?.scope : null;
    if (scope && draft.returned) {
      const errors = frozenChanges(draft.returned, command.content, scope, draft.template);
      if (errors.length > 0) throw problem('frozen', {}, { errors, state: present(report) });
    }
    const actor = personOf(facts);
    const decision = blankDecision();
    decision.content = command.content;
    const wrote = [actor.userId, ...(post.onBehalfOf ? [post.onBehalfOf.userId] : [])];
    const writers = [...new Set([...report.writers, ...wrote])];
    if (writers.length > report.writers.length) decision.report.writers = writers;
    if (report.state === 'not_started') {
      decision.report.state = 'drafting';
      decision.events.push(
        eventOf(report, 'report.started', decision.report, {
          actor: personRef(actor),
          onBehalfOf: behalfOf(post),
        }),
      );
    }
    return decision;
  },
};
