import { ApiProblem } from '../../api/problem';
import { faultAt, faultsBelow, faultsOf } from './faults';

const refused = new ApiProblem({
  status: 422,
  code: 'cycle_invalid',
  title: '',
  errors: [
    { pointer: '/tiers/1/dueAt', code: 'date', detail: '日期不对' },
    { pointer: '/tiers/1/dueAt', code: 'late', detail: '太晚' },
    { pointer: '/tiers/10/route/0/at', code: 'no_superior', detail: '不能作为环节' },
  ],
});

describe('what the server found wrong', () => {
  it('stands at its place, the first of each', () => {
    const faults = faultsOf(refused);
    expect(faultAt(faults, '/tiers/1/dueAt')).toBe('日期不对');
    expect(faultAt(faults, '/tiers/1')).toBe('日期不对');
    expect(faultAt(faults, '/tiers/10/route')).toBe('不能作为环节');
    expect(faultAt(faults, '/title')).toBeUndefined();
  });

  it('keeps the tenth tier apart from the first', () => {
    expect([...faultsBelow(faultsOf(refused), '/tiers/1').keys()]).toEqual(['/dueAt']);
  });

  it('is nothing where the line was cut', () => {
    expect(faultsOf(new Error('offline')).size).toBe(0);
  });
});
