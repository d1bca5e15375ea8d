import { PayloadError } from '@contracts/index';
import { isCollision, isOutage } from '@platform/database';

/** Trying again cannot help: listed for the administrator at once. */
export class PermanentFailure extends Error {
  override name = 'PermanentFailure';
}

/** Somebody else's service is away; worth a longer wait than our own hiccups. */
export class RemoteFailure extends Error {
  override name = 'RemoteFailure';
}

export type FailureClass = 'permanent' | 'passing' | 'remote' | 'unknown';

export function failureClass(error: unknown): FailureClass {
  if (error instanceof PermanentFailure || error instanceof PayloadError) return 'permanent';
  if (error instanceof RemoteFailure) return 'remote';
  if (isOutage(error) || isCollision(error)) return 'passing';
  return 'unknown';
}

const first: Record<FailureClass, number> = { permanent: 0, passing: 250, unknown: 2_000, remote: 30_000 };
const longest: Record<FailureClass, number> = {
  permanent: 0,
  passing: 15_000,
  unknown: 300_000,
  remote: 3_600_000,
};

/** Milliseconds before try `attempt + 1`, doubling from a start that depends on what went wrong. */
export function backoff(attempt: number, error: unknown): number {
  const kind = failureClass(error);
  return Math.min(longest[kind], first[kind] * 2 ** Math.max(0, attempt - 1));
}
