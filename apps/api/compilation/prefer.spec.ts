import { prefersAsync } from './prefer';

it.each([
  ['respond-async', true],
  ['Respond-Async; wait=5', true],
  ['return=minimal, respond-async', true],
  [['return=minimal', 'respond-async'], true],
  [undefined, false],
  ['', false],
  ['return=minimal', false],
  ['respond-asynchronously', false],
  ['wait=respond-async', false],
])('%p prefers to be answered at once: %p', (header, expected) => {
  expect(prefersAsync(header)).toBe(expected);
});
