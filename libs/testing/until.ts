import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /**
   * After so long the wait fails. Generous, since it is paid only by what fails anyway, and shorter than a test
   * may take (jest.config.cjs), so that it is the wait that says what it waited for.
   * @default 240000
   */
  withinMs?: number;
  /** @default 50 */
  everyMs?: number;
  /** What to say of a wait in vain, beside the last answer. */
  state?: () => unknown;
}

/**
 * Waits until a condition holds, and answers what it answered. What it throws counts as not yet: a database
 * that is starting refuses connections. The one place where tests let time pass.
 * @throws Error naming `what`, with the last answer or refusal
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  { withinMs = 240_000, everyMs = 50, state }: Patience = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs;
  for (;;) {
    let last: unknown;
    try {
      const answer = await condition();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end)
      throw new Error(
        `Waited ${withinMs / 1000} s in vain until ${what}: ${JSON.stringify(state?.())} ${said(last)}`,
      );
    await delay(everyMs);
  }
}

function said(last: unknown): string {
  const cause = last instanceof Error && last.cause instanceof Error ? ` (${last.cause.message})` : '';
  return `${String(last)}${cause}`;
}
