import type { JobName, Jobs } from '@contracts/index';
import type { Transaction } from '@platform/database';

export interface JobContext {
  /** The job's id: for work that is owed, the id to settle in the transaction of the effect. */
  id: string;
}

/** `owed`: the work and its receipt are one transaction. `givenUp`: what is to be said once it failed for good. */
type Kind = 'work' | 'owed' | 'givenUp';

export interface JobDeclaration {
  kind: Kind;
  name: JobName;
  method: string;
}

const declared = new WeakMap<object, JobDeclaration[]>();

function declare<Method>(kind: Kind, name: JobName) {
  return <M extends Method>(target: object, method: string, _: TypedPropertyDescriptor<M>): void => {
    declared.set(target, [...(declared.get(target) ?? []), { kind, name, method }]);
  };
}

/** The method does this job. It may run twice. */
export const HandlesJob = <N extends JobName>(name: N) =>
  declare<(payload: Jobs[N], context: JobContext) => Promise<unknown>>('work', name);

/** The method does this job, which is owed, once: its transaction settles it, and a second run finds it settled. */
export const HandlesOwedJob = <N extends JobName>(name: N) =>
  declare<(transaction: Transaction, payload: Jobs[N]) => Promise<unknown>>('owed', name);

/** The method is called when this job failed for good, before it is listed. Not where it found no database. */
export const GivesUpJob = <N extends JobName>(name: N) =>
  declare<(payload: Jobs[N]) => Promise<unknown>>('givenUp', name);

/** What the methods of an instance's class declare. */
export function jobsOf(instance: object): readonly JobDeclaration[] {
  return declared.get(Object.getPrototypeOf(instance) as object) ?? [];
}
