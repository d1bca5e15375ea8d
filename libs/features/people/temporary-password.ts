import { randomInt } from 'node:crypto';

// Without characters that are mistaken for one another when read out over the telephone.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be told once and changed at first sign-in: 12 of its 14 characters are random, 59 bits. */
export function temporaryPassword(): string {
  return Array.from({ length: 14 }, (_, index) =>
    index % 5 === 4 ? '-' : alphabet[randomInt(alphabet.length)],
  ).join('');
}
