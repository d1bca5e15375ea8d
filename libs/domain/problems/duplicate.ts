import { type Problem, problem } from './problem';

/** What only one may have is taken: `field` is its Chinese name, `pointer` where the client sent the value. */
export function duplicate(pointer: string, field: string, value: string): Problem {
  const told = problem('duplicate', { field, value });
  return problem('duplicate', told.params, {
    errors: [{ pointer, code: 'duplicate', detail: told.detail() }],
  });
}
