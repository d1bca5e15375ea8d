import type { MyAppointment, Role } from '../api/contract';
import { administeredUnit } from './administered-unit';

const post = (role: Role, code: string) => ({ role, org: { code } }) as MyAppointment;

describe('the unit that somebody administers', () => {
  it('is the one at which they are administrator, whatever else they are elsewhere', () => {
    const appointments = [post('reviewer', 'sf01'), post('admin', 'sf'), post('admin', 'sf')];
    expect(administeredUnit({ appointments })).toBe('sf');
  });

  it('is left to choose among several, and nobody’s without a post', () => {
    expect(administeredUnit({ appointments: [post('admin', 'sf01'), post('admin', 'sf02')] })).toBe('');
    expect(administeredUnit({ appointments: [post('secretary', 'sf01')] })).toBe('');
  });
});
