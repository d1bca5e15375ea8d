import { firstSteps } from './first-steps';

const fresh = { units: 1, people: 1, templates: [], cycles: [] };
const left = (steps: ReturnType<typeof firstSteps>) =>
  steps?.filter(({ done }) => !done).map(({ name }) => name);

describe('the first steps of an installation', () => {
  it('are all of them for the first administrator, alone with the bureau', () => {
    expect(left(firstSteps(fresh))).toEqual(['org', 'people', 'templates', 'cycles']);
  });

  it('are done one by one; a template counts once it is released, a cycle once it is opened', () => {
    const version = { state: 'draft' } as never;
    const begun = { ...fresh, units: 6, people: 10, templates: [{ versions: [version] }] };
    expect(left(firstSteps(begun))).toEqual(['templates', 'cycles']);
    const released = [{ versions: [{ state: 'released' } as never] }];
    expect(left(firstSteps({ ...begun, templates: released, cycles: [{ state: 'draft' }] }))).toEqual([
      'cycles',
    ]);
    expect(firstSteps({ ...begun, cycles: [{ state: 'closed' }] })).toBeNull();
  });
});
