import fc from 'fast-check';
import { roles } from '../org/roles';
import {
  type ActingAppointment,
  type Actor,
  accessCases,
  accessUnits,
  allowed,
  allowedSomewhere,
  appointmentsAllowing,
  rolesFor,
  usernameKey,
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
    expect(allowed(actor(post('admin', '1.2', { startsAt: now })), 'org.manage', target, now)).toBe(true);
  });

  it('asks one post of several, own ones first', () => {
    const target = { orgId: '1.2.3', path: '1.2.3' };
    const own = post('secretary', '1.2.3');
    const deputy = post('reporter', '1.2.3', { onBehalfOf: { userId: 'u2', name: '甲' } });
    const held = actor(deputy, post('observer', '1'), own);
    expect(allowed(held, 'report.write', target, now)).toBe(true);
    expect(appointmentsAllowing(held, 'report.write', target, now)).toEqual([own, deputy]);
    expect(appointmentsAllowing(actor(own, deputy), 'report.write', target, now)).toEqual([own, deputy]);
  });

  it('knows beforehand who could do it somewhere', () => {
    const somewhere = (...held: ActingAppointment[]) =>
      allowedSomewhere(actor(...held), 'report.submit', now);
    expect(somewhere(post('observer', '1'), post('secretary', '1.2.3'))).toBe(true);
    expect(somewhere(post('observer', '1'))).toBe(false);
    expect(somewhere(post('secretary', '1.2.3', { endsAt: past }))).toBe(false);
    expect(somewhere()).toBe(false);
    expect(allowedSomewhere(actor(post('admin', '1.2')), 'org.manage', now)).toBe(true);
  });

  it('keeps what concerns the whole installation to the head of the tree', () => {
    const target = { orgId: '1', path: '1' };
    expect(allowed(actor(post('admin', '1')), 'system.manage', target, now)).toBe(true);
    expect(allowed(actor(post('admin', '1.2')), 'system.manage', target, now)).toBe(false);
  });

  it('tells the roles that carry a verb by their reach', () => {
    expect(rolesFor('report.extend')).toEqual({ exact: ['secretary'], subtree: ['admin'], root: [] });
    expect(rolesFor('system.manage')).toEqual({ exact: [], subtree: [], root: ['admin'] });
  });
});

it('usernames are one whatever their case, and blanks around them', () => {
  expect([' SF.Admin ', 'sf.admin', 'A_1-b'].map(usernameKey)).toEqual(['sf.admin', 'sf.admin', 'a_1-b']);
  // Letters elsewhere are no username: what they fold to is not agreed upon (U+0130, U+212A).
  const none = ['sf.adm\u0130n', '\u212Aelly', '', 'a', '.sf', 'a b', 'x'.repeat(61)];
  expect(none.map(usernameKey)).toEqual(none.map(() => null));
  expect(usernameKey('x'.repeat(60))).toBe('x'.repeat(60));
});

describe('who sees what of a report (1.3)', () => {
  const org = { orgId: '1.2.3', path: '1.2.3' };
  const report = { org, state: 'returned' as const, revision: 1, hasCurrentEdition: false };
  it('shows the working copy to the author side only', () => {
    expect(viewOf(actor(post('reporter', '1.2.3')), report, null, now)).toBe('working');
    expect(viewOf(actor(post('secretary', '1.2.3')), report, null, now)).toBe('working');
    expect(viewOf(actor(post('secretary', '1.2')), report, null, now)).toBe('submitted');
    expect(viewOf(actor(post('observer', '1.2.3')), report, null, now)).toBe('submitted');
    expect(viewOf(actor(post('observer', '1'), post('reporter', '1.2.3')), report, null, now)).toBe(
      'working',
    );
    expect(viewOf(actor(post('reporter', '1.2.3', { endsAt: past })), report, null, now)).toBe('none');
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
    expect(viewOf(publisher, { ...report, state: 'published' }, null, now)).toBe('approved');
    expect(viewOf(publisher, { ...report, hasCurrentEdition: true }, null, now)).toBe('row');
    expect(viewOf(actor(post('publisher', '1'), post('observer', '1')), report, null, now)).toBe('submitted');
  });
});
