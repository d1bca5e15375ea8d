import fc from 'fast-check';
import { roles } from '../org/roles';
import {
  type ActingAppointment,
  type Actor,
  accessCases,
  accessUnits,
  allowed,
  verbNames,
  viewOf,
} from './index';

const now = new Date('2025-11-01T00:00:00Z');
const past = new Date('2025-01-01T00:00:00Z');

function post(
  role: ActingAppointment['role'],
  path: string,
  change: Partial<ActingAppointment> = {},
): ActingAppointment {
  return { id: `${role}@${path}`, role, orgId: path, path, startsAt: past, endsAt: null, ...change };
}
const actor = (...appointments: ActingAppointment[]): Actor => ({ userId: 'u1', appointments });

describe('the table of roles and verbs (1.3)', () => {
  it.each(accessCases.map((line) => [`${line.role}@${line.at} ${line.verb} ${line.on}`, line] as const))(
    '%s',
    (_, line) => {
      const path = accessUnits[line.on];
      expect(
        allowed(actor(post(line.role, accessUnits[line.at])), line.verb, { orgId: path, path }, now),
      ).toBe(line.allowed);
    },
  );

  it('never reaches up or sideways, for any role and verb', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.constantFrom(...verbNames), (role, verb) => {
        const held = actor(post(role, '1.2'));
        for (const path of ['1', '1.4', '1.4.5', '1.22'])
          expect(allowed(held, verb, { orgId: path, path }, now)).toBe(false);
      }),
    );
  });

  it('ends with the appointment, to the millisecond (case 12)', () => {
    const target = { orgId: '1.2', path: '1.2' };
    expect(allowed(actor(post('admin', '1.2', { endsAt: now })), 'org.manage', target, now)).toBe(false);
    expect(
      allowed(
        actor(post('admin', '1.2', { endsAt: new Date(now.getTime() + 1) })),
        'org.manage',
        target,
        now,
      ),
    ).toBe(true);
    expect(
      allowed(
        actor(post('admin', '1.2', { startsAt: new Date(now.getTime() + 1) })),
        'org.manage',
        target,
        now,
      ),
    ).toBe(false);
  });
});

describe('who sees what of a report (1.3)', () => {
  const org = { orgId: '1.2.3', path: '1.2.3' };
  const report = { org, state: 'returned' as const, revision: 1, hasCurrentEdition: false };
  it('shows the working copy to the author side only', () => {
    expect(viewOf(actor(post('reporter', '1.2.3')), report, null, now)).toBe('working');
    expect(viewOf(actor(post('secretary', '1.2')), report, null, now)).toBe('submitted');
    expect(viewOf(actor(post('reviewer', '1.2')), { ...report, revision: 0 }, null, now)).toBe('row');
    expect(viewOf(actor(post('reviewer', '1.4')), report, { approvedRevision: 1 }, now)).toBe('none');
  });
  it('shows publishers what was approved, and keeps what they took part in until the next revision (case 20)', () => {
    const publisher = actor(post('publisher', '1'));
    const took = { approvedRevision: 1 };
    expect(viewOf(publisher, report, null, now)).toBe('none');
    expect(viewOf(publisher, report, took, now)).toBe('approved');
    expect(viewOf(publisher, { ...report, state: 'in_review', revision: 2 }, took, now)).toBe('row');
    expect(viewOf(publisher, report, { approvedRevision: null }, now)).toBe('row');
    expect(viewOf(publisher, { ...report, state: 'approved' }, null, now)).toBe('approved');
    expect(viewOf(publisher, { ...report, hasCurrentEdition: true }, null, now)).toBe('row');
    expect(viewOf(actor(post('publisher', '1'), post('observer', '1')), report, null, now)).toBe('submitted');
  });
});
