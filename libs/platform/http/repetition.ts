import { SetMetadata } from '@nestjs/common';

/**
 * What a request with an Idempotency-Key gets that took effect before and whose answer was lost with the
 * process that gave it. `refuse`: that it took effect, as `answer_lost`. `recompute`: the success that its
 * handler makes from the present state. `resume`: another run, because each part guards itself. `seal`: as
 * `refuse`, and the answer that arrived is kept unreadable for whoever reads the database. `anew`: as `recompute`, and
 * no answer is kept at all, since the act writes the key down itself (`ActKey`).
 */
export type Repetition = 'refuse' | 'recompute' | 'resume' | 'seal' | 'anew';

export const REPETITION = 'baoshen:repetition';

/** The handler looks at `openReceipt()?.acted` and then answers from the present state without acting. */
export const AnswersAnew = () => SetMetadata<string, Repetition>(REPETITION, 'recompute');

/** The handler's act writes down the key that the request brings, and a repetition is answered from the present state. */
export const TakesKeyAsItActs = () => SetMetadata<string, Repetition>(REPETITION, 'anew');

/**
 * The handler acts item by item, each in a transaction of its own and refused where it was done before: a
 * repetition finishes what a dead process left.
 */
export const ActsItemByItem = () => SetMetadata<string, Repetition>(REPETITION, 'resume');

/** The answer tells a password or a token once. Kept for a day beside its key, it would lie in every copy of the database. */
export const AnswersSecret = () => SetMetadata<string, Repetition>(REPETITION, 'seal');
