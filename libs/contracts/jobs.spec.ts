import fc from 'fast-check';
import { isJobName, jobDefinitions, jobIds, jobNames, jobPayload, PayloadError, queueNames } from '.';

const uuid = '0197a0b0-0000-7000-8000-000000000001';

describe('payloads', () => {
  it('pass when they are what the job declares', () => {
    expect(jobPayload('event.follow', { eventId: '42' })).toEqual({ eventId: '42' });
    expect(jobPayload('notification.deliver', { ids: [uuid] })).toEqual({ ids: [uuid] });
    expect(jobPayload('job.sweep', {})).toEqual({});
    expect(jobPayload('compilation.read', { runId: uuid, part: 3 })).toEqual({ runId: uuid, part: 3 });
  });

  it.each([
    ['a number where text is declared', { eventId: 42 }],
    ['a zero', { eventId: '0' }],
    ['a field missing', {}],
    ['a field too many', { eventId: '1', note: 'secret' }],
    ['a field too many that every object inherits', { eventId: '1', toString: false }],
    ['a field that is inherited alone', Object.create({ eventId: '1' })],
    ['null', null],
    ['a list', []],
  ])('refuse %s', (_, payload) => {
    expect(() => jobPayload('event.follow', payload)).toThrow(PayloadError);
  });

  it('refuse lists without end', () => {
    expect(() => jobPayload('notification.deliver', { ids: [] })).toThrow(PayloadError);
    expect(() => jobPayload('notification.deliver', { ids: Array(501).fill(uuid) })).toThrow(PayloadError);
    expect(() => jobPayload('notification.deliver', { ids: ['no-uuid'] })).toThrow(PayloadError);
  });

  it.each([0, -1, 1.5, '1', 1e9])('refuse %s for a place in a list', (part) => {
    expect(() => jobPayload('compilation.read', { runId: uuid, part })).toThrow(PayloadError);
  });

  it('of anything else never pass', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jobNames), fc.object(), (name, payload) => {
        fc.pre(Object.keys(payload).length > 0);
        expect(() => jobPayload(name, payload)).toThrow(PayloadError);
      }),
    );
  });
});

it('every job belongs to a queue and is tried at least once', () => {
  for (const name of jobNames) {
    expect(queueNames).toContain(jobDefinitions[name].queue);
    expect(jobDefinitions[name].attempts).toBeGreaterThan(0);
  }
  expect(isJobName('event.follow')).toBe(true);
  expect(isJobName('toString')).toBe(false);
});

it('job ids contain no colon and are not digits alone', () => {
  const ids = [
    jobIds.eventFollow('7'),
    jobIds.likenessIndex('7'),
    jobIds.rollupSummarise('7'),
    jobIds.commentNotify(uuid),
    jobIds.replyNotify(uuid),
    jobIds.deliver(uuid, 2),
    jobIds.compilationRead(uuid, 1),
    jobIds.compilationWrite(uuid),
  ];
  for (const id of ids) {
    expect(id).toMatch(/^[a-z]+-[0-9a-z-]+$/);
  }
});
