import { inForce, isWithin } from '../../access';
import { problem } from '../../problems';
import type { Facts, PersonActor } from '../facts';
import { type Capacity, turnOf } from '../seats';
import { currentStep, type ReportSnapshot, type StepSnapshot } from '../snapshot';
import { type Action } from '../transitions';
import { conflict, personOf, requireState } from './rule';

export interface TurnGranted {
  actor: PersonActor;
  step: StepSnapshot;
  capacity: Capacity;
}

/**
 * 403 for who can never decide about this report: deciding needs the post of a reviewer above the unit, of
 * a leader at or above it, or of a step that a reroute has not moved yet.
 */
export function requireReviewer(report: ReportSnapshot, facts: Facts, now: Date): PersonActor {
  const actor = personOf(facts);
  const eligible = actor.appointments.some((post) => {
    if (!inForce(post, now)) return false;
    if (report.steps.some((step) => step.orgId === post.orgId && step.role === post.role)) return true;
    if (!isWithin(report.org.path, post.path)) return false;
    return post.role === 'leader' || (post.role === 'reviewer' && post.path !== report.org.path);
  });
  if (!eligible) throw problem('forbidden');
  return actor;
}

/** The actor's capacity at the step that waits. @throws Problem `not_your_step`, `recused`, `already_decided` */
export function requireTurn(report: ReportSnapshot, action: Action, facts: Facts, now: Date): TurnGranted {
  const actor = requireReviewer(report, facts, now);
  requireState(report, action);
  const step = currentStep(report);
  if (!step) throw conflict(report, 'not_your_step');
  const turn = turnOf(report, step, actor.userId, facts);
  if (turn.kind === 'open') return { actor, step, capacity: turn.capacity };
  if (turn.kind === 'recused') throw conflict(report, 'recused');
  if (turn.kind === 'approved') throw conflict(report, 'already_decided');
  throw conflict(report, 'not_your_step');
}

/** @throws Problem `revision_required`; the mismatch comes later, after state and turn (design 2.3) */
export function requireNamed(revision: number | undefined): number {
  if (revision === undefined) {
    throw problem(
      'revision_required',
      {},
      {
        errors: [{ pointer: '/revision', code: 'revision_required', detail: '须注明版本。' }],
      },
    );
  }
  return revision;
}

/** @throws Problem `revision_mismatch` where the decision is about another revision (case 3) */
export function requireCurrent(report: ReportSnapshot, revision: number): void {
  if (revision !== report.revision)
    throw conflict(report, 'revision_mismatch', { expected: revision, actual: report.revision });
}
