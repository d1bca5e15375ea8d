/** Adds the numbers of `source`, `sign` times, key by key; a key that comes to zero disappears. */
export function addInto(
  target: Record<string, number>,
  source: Readonly<Record<string, number>>,
  sign: 1 | -1,
): void {
  for (const [key, value] of Object.entries(source)) {
    const sum = (target[key] ?? 0) + sign * value;
    if (sum === 0) delete target[key];
    else target[key] = sum;
  }
}
