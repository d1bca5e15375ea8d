/** Our own database is away, or was a moment ago. */
const outage = new Set([
  // Writing to a server that only follows another: after a failover that this process has not noticed.
  '25006',
  // The disk is full.
  '53100',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);
const lostConnection =
  /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|query runner already released/i;

/** Whether an error says nothing about the work at hand, only that our own database could not be reached. */
export function isOutage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return (
    (typeof code === 'string' && outage.has(code)) ||
    (typeof message === 'string' && lostConnection.test(message))
  );
}

const full = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** The disk of the database or of the files is full, which says nothing about the work at hand either. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && full.has(code);
}

/** What an operator is told of it. */
export function diskFull(error: unknown): string {
  return `磁盘已满，请腾出空间后重试。The disk is full; free some space and try again: ${(error as Error).message}`;
}

const collisions = new Set(['40P01', '40001']);

/** Deadlock or serialization failure: the same work may be tried again at once. */
export function isCollision(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && collisions.has(code);
}
