import { problem } from '../../problems';
import { blankDecision } from '../decision';
import { reservationOf, seatsAt, turnOf } from '../seats';
import { currentStep, type Person, type StepSnapshot } from '../snapshot';
import {
  behalfOf,
  conflict,
  eventOf,
  optionalNote,
  personOf,
  personRef,
  postFor,
  type Rule,
  requireState,
} from './rule';
import { requireReviewer } from './turn';

interface Granted {
  step: StepSnapshot;
  onBehalfOf: Person | null;
  recipients: Person[];
}

/** 转办: reserves an any-of step for one other holder of that post who is not recused. */
export const transfer: Rule<'transfer', Granted> = {
  may(report, facts, now) {
    const actor = personOf(facts);
    const admin = postFor(report, 'report.administer', facts, now);
    if (!admin) requireReviewer(report, facts, now);
    requireState(report, 'transfer');
    const step = currentStep(report);
    if (!step) throw conflict(report, 'not_your_step');
    const turn = turnOf(report, step, actor.userId, facts);
    if (turn.kind !== 'open' && !admin) {
      throw conflict(report, turn.kind === 'recused' ? 'recused' : 'not_your_step');
    }
    if (step.mode !== 'any') throw problem('transfer_not_possible');
    const seats = seatsAt(report, step, facts);
    const reserved = reservationOf(step, seats);
    const recipients = seats
      .map((seat) => seat.post.holder)
      .filter((holder) => holder.id !== actor.userId && holder.id !== reserved);
    if (recipients.length === 0) throw problem('transfer_not_possible');
    const onBehalfOf = turn.kind === 'open' ? turn.capacity.onBehalfOf : admin ? behalfOf(admin) : null;
    return { step, onBehalfOf, recipients };
  },

  act(report, command, facts, now) {
    const { step, onBehalfOf, recipients } = this.may(report, facts, now);
    const note = optionalNote(command.note, '/note');
    const recipient = recipients.find((person) => person.id === command.toUserId);
    if (!recipient) {
      const errors = [
        { pointer: '/toUserId', code: 'transfer_not_possible', detail: '须是同岗位的其他人。' },
      ];
      throw problem('transfer_not_possible', {}, { errors });
    }
    const decision = blankDecision();
    decision.steps = [{ index: step.index, reservedFor: recipient.id }];
    decision.report = { heldSince: now };
    decision.events = [
      eventOf(
        report,
        'report.transferred',
        {},
        {
          actor: personRef(personOf(facts)),
          onBehalfOf,
          step: step.index,
          note,
          data: { to: recipient },
        },
      ),
    ];
    return decision;
  },
};
