import { mayClose } from '@domain/deadlines';
import { problem } from '@domain/problems';

/**
 * @param now given where the date must lie ahead: of a cycle that is open, or is being opened
 * @throws cycle_invalid (422) with a pointer to `closesAt`
 */
export function requireClosing(closesAt: Date | null, dueDates: readonly Date[], now?: Date): void {
  if (closesAt === null) return;
  const past = now !== undefined && closesAt.getTime() <= now.getTime();
  if (!past && mayClose(closesAt, dueDates)) return;
  const detail = past ? '自动关闭的时间须晚于现在。' : '自动关闭的时间须晚于各层级的截止日期。';
  const errors = [{ pointer: '/closesAt', code: past ? 'past' : 'before_due', detail }];
  throw problem('cycle_invalid', { count: 1 }, { errors });
}
