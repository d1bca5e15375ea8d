import type { ItemRow } from '../../api/ledger';

/** What an item wants of who reads it. */
export type Want = 'verify' | 'claim' | 'answer' | 'close' | 'progress' | 'check';

const monthOf = (day: string): string => day.replace(/-\d\d$/, '');

/** What the reader is to do about an item by the end of this month, or null where nothing waits for them. */
export function wantOf(item: ItemRow, today: string): Want | null {
  const may = (action: ItemRow['allowedActions'][number]) => item.allowedActions.includes(action);
  const month = monthOf(today);
  if (may('verify')) return 'verify';
  if (may('claim')) return 'claim';
  if (may('answer')) return 'answer';
  if (may('close')) return 'close';
  if (may('progress') && item.state === 'open' && (item.lastProgress?.month ?? '') < month) return 'progress';
  const check = item.nextCheckOn === null ? null : monthOf(item.nextCheckOn);
  return may('check') && check !== null && check <= month ? 'check' : null;
}
