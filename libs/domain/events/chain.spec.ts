import fc from 'fast-check';
import { canonicalJson, chainFault, eventHash, type ReportEvent } from './index';

const at = new Date('2025-11-20T01:00:00Z');

function chain(length: number): ReportEvent[] {
  const events: ReportEvent[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const event = {
      reportId: 'r1',
      sequence,
      type: 'report.submitted' as const,
      actorId: 'u1',
      actorName: '某甲',
      onBehalfOf: null,
      at,
      from: sequence === 1 ? ('not_started' as const) : ('drafting' as const),
      to: 'drafting' as const,
      step: null,
      revision: null,
      note: `第${sequence}次`,
      data: { after: { step: null, revision: 0, late: false, grade: null } },
    };
    events.push({ ...event, hash: eventHash(events.at(-1)?.hash ?? null, event) });
  }
  return events;
}
const headOf = (events: ReportEvent[]) => ({ sequence: events.length, hash: events.at(-1)?.hash ?? null });

describe('the chain of events', () => {
  it('shows a changed, missing, inserted or cut-off record', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.nat(),
        fc.constantFrom('note', 'actorName', 'to'),
        (length, seed, field) => {
          const events = chain(length);
          const head = headOf(events);
          const at = seed % length;
          expect(chainFault(events, head)).toBeUndefined();
          const changed = events.map((event, index) =>
            index === at ? { ...event, [field]: 'approved' } : event,
          );
          expect(chainFault(changed, head)).toBeDefined();
          expect(
            chainFault(
              events.filter((_, index) => index !== at),
              head,
            ),
          ).toBeDefined();
          expect(chainFault([...events.slice(0, at), events[at]!, ...events.slice(at)], head)).toBeDefined();
          expect(chainFault(events.slice(0, -1), head)).toEqual({ sequence: length, fault: 'head' });
        },
      ),
    );
  });

  it('hashes an event as it always has: another text would break every history that is kept', () => {
    const event: Parameters<typeof eventHash>[1] = {
      reportId: 'r1',
      sequence: 1,
      type: 'report.submitted',
      actorId: 'u1',
      actorName: '某甲',
      onBehalfOf: { id: 'u2', name: '“某乙”' },
      at: new Date('2025-11-20T01:00:00.500Z'),
      from: 'drafting',
      to: 'in_review',
      step: 1,
      revision: 1,
      note: '首次报送\n',
      data: { after: { step: 1, revision: 1, late: false, grade: null }, share: 0.1 },
    };
    expect(eventHash(null, event)).toBe('ee845f021915ddd4ef290a7a52f96487665236eb16ad48aa0227315eab4430e0');
    expect(eventHash('ff', event)).toBe('1b965da36fa91380e8878d4c6cbac5393be103e524228fbf96e3b7fc287d8ac2');
  });

  it('writes one text for one value, whatever the order of its members', () => {
    expect(canonicalJson({ b: 1, a: [null, true, '“引号”'], c: undefined })).toBe(
      '{"a":[null,true,"“引号”"],"b":1}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  });
});
