import { type Problem, problem } from './problem';

/** A rule broken by one field (422); `pointer` is a JSON pointer, `detail` tells in Chinese what to do. */
export function ruleBroken(pointer: string, detail: string): Problem {
  return problem('rule_broken', { reason: detail }, { errors: [{ pointer, code: 'rule_broken', detail }] });
}
