import { scopeOf } from '@features/access';
import type { Caller } from '@platform/http';

/** Units whose working copies the caller writes. */
export function unitsWrittenFor(caller: Caller, now: Date): string[] {
  return scopeOf(caller, 'report.write', now).orgIds;
}
