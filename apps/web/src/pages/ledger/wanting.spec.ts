import type { ItemRow } from '../../api/ledger';
import { wantOf } from './wanting';

const item = (given: Partial<ItemRow>): ItemRow =>
  ({ state: 'open', allowedActions: [], lastProgress: null, nextCheckOn: null, ...given }) as ItemRow;
const noted = (month: string) => ({ month, text: '', by: '', at: '' });

describe('what an item wants of its reader', () => {
  it('is a note of progress until this month has one', () => {
    const allowedActions: ItemRow['allowedActions'] = ['progress'];
    expect(wantOf(item({ allowedActions }), '2026-11-18')).toBe('progress');
    expect(wantOf(item({ allowedActions, lastProgress: noted('2026-10') }), '2026-11-18')).toBe('progress');
    expect(wantOf(item({ allowedActions, lastProgress: noted('2026-11') }), '2026-11-18')).toBeNull();
  });

  it('is to ask for closing once that is possible, before any further note', () => {
    expect(wantOf(item({ allowedActions: ['progress', 'close'] }), '2026-11-18')).toBe('close');
  });

  it('is a look-back from the month of its date on', () => {
    const closed = item({ state: 'sustained', allowedActions: ['check'], nextCheckOn: '2026-12-01' });
    expect(wantOf(closed, '2026-11-30')).toBeNull();
    expect(wantOf(closed, '2026-12-01')).toBe('check');
  });

  it('is nothing where the reader may do nothing', () => {
    expect(wantOf(item({ state: 'in_verification' }), '2026-11-18')).toBeNull();
  });
});
