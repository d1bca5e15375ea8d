import { isTooLong, lengthOf, TooLong } from './too-long';

/**
 * For the library's fields, instead of `maxLength`, which cuts what is pasted without a word: nothing is cut, and the
 * field says by how much it is too long.
 */
export const limit = (max: number) => ({
  max,
  strategy: lengthOf,
  show: ({ value }: { value: string }) =>
    isTooLong(value, max) ? <TooLong text={value} limit={max} /> : null,
});
