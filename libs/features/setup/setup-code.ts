import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Without 0, 1, I, L, O and U, which are read for each other. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const parts = 3;
const lettersPerPart = 4;

/**
 * The code of one database: every process that shares the secret tells the same, and another database has another.
 * Sixty bits, less a little.
 */
export function setupCode(secret: string, database: string): string {
  const bytes = createHmac('sha256', secret).update(`baoshen.setup ${database}`).digest();
  const chosen = [...bytes.subarray(0, parts * lettersPerPart)].map((byte) => letters[byte % letters.length]);
  return Array.from({ length: parts }, (_, part) =>
    chosen.slice(part * lettersPerPart, (part + 1) * lettersPerPart).join(''),
  ).join('-');
}

/** Compares what somebody typed, whatever its case, blanks and hyphens, in a time that tells nothing. */
export function isSetupCode(typed: string, code: string): boolean {
  const digest = (text: string) =>
    createHash('sha256').update(text.toUpperCase().replace(/[\s-]/g, '')).digest();
  return timingSafeEqual(digest(typed), digest(code));
}
