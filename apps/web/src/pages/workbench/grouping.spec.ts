import type { Me, ReportRow } from '../../api/contract';
import { nextToCome } from './grouping';

const now = Date.parse('2025-12-01T00:00:00Z');
const report = (code: string, state: string, dueAt: string) =>
  ({ org: { code }, state, dueAt }) as unknown as ReportRow;
const me = (role: string) => ({ appointments: [{ role, org: { code: 'sf01' } }] }) as unknown as Me;

describe('nextToCome', () => {
  const reports = [
    report('sf0101', 'drafting', '2025-12-12T00:00:00Z'),
    report('sf0102', 'not_started', '2025-12-10T00:00:00Z'),
    report('sf0103', 'in_review', '2025-12-05T00:00:00Z'),
    report('sf0104', 'drafting', '2025-11-20T00:00:00Z'),
    report('sf01', 'drafting', '2025-12-02T00:00:00Z'),
  ];

  it('is what its authors hand in soonest, neither overdue nor the reviewer’s own', () => {
    expect(nextToCome(reports, me('reviewer'), now)?.org.code).toBe('sf0102');
  });

  it('is nothing for who reviews nothing', () => {
    expect(nextToCome(reports, me('secretary'), now)).toBeNull();
  });
});
