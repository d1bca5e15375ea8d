import {
  beyondBounds,
  ListField,
  mostFaults,
  ObjectField,
  RecordField,
  TextField,
  TextListField,
} from './index';

class Inner {
  @TextField({ max: 10 })
  name!: string;
}

class Outer {
  @TextField({ max: 10 })
  text!: string;
  @TextListField({ max: 3, length: 5 })
  words!: string[];
  @ListField(() => Inner, { max: 2 })
  items!: Inner[];
  @ObjectField(() => Inner)
  inner!: Inner;
  @RecordField({ max: 2, value: { type: 'number' }, accepts: (value) => typeof value === 'number' })
  figures!: Record<string, number>;
}

const faultsOf = (value: unknown) =>
  beyondBounds(value, Outer).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the bounds that a class of bodies declares', () => {
  it('let through what keeps them, whatever else is wrong with it', () => {
    const sound = {
      text: '四个汉字',
      words: ['a', 'b', 'c'],
      items: [{ name: 'x' }],
      inner: { name: 'y' },
      figures: { a: 1, b: 2 },
    };
    expect(faultsOf(sound)).toEqual([]);
    expect(faultsOf({ text: 3, words: 'no list', items: 5, inner: null, figures: 'x' })).toEqual([]);
    // Characters are counted, not code units.
    expect(faultsOf({ text: '𠮷'.repeat(10) })).toEqual([]);
    expect(faultsOf(null)).toEqual([]);
    expect(faultsOf('text')).toEqual([]);
  });

  it('name what exceeds them, at any depth', () => {
    expect(faultsOf({ text: 'x'.repeat(21) })).toEqual(['/text maxLength']);
    expect(faultsOf({ words: ['a', 'b', 'c', 'd'] })).toEqual(['/words arrayMaxSize']);
    expect(faultsOf({ words: ['x'.repeat(11)] })).toEqual(['/words/0 maxLength']);
    expect(faultsOf({ items: [{ name: 'x', other: 1 }] })).toEqual(['/items/0/other whitelistValidation']);
    expect(faultsOf({ inner: { deep: {} } })).toEqual(['/inner/deep whitelistValidation']);
    expect(faultsOf({ inner: [{}, {}] })).toEqual(['/inner isObject']);
    expect(faultsOf({ text: { a: 1 } })).toEqual(['/text isObject']);
    expect(faultsOf({ text: ['a'] })).toEqual(['/text isObject']);
    expect(faultsOf({ figures: { a: 1, b: 2, c: 3 } })).toEqual(['/figures record']);
    expect(faultsOf({ 'a/b~c': 1 })).toEqual(['/a~1b~0c whitelistValidation']);
  });

  it('look at no more than it takes to refuse', () => {
    let read = 0;
    const counted = (length: number) =>
      new Proxy(new Array<unknown>(length).fill({ name: 'x' }), {
        get: (target, key, receiver) => {
          if (typeof key === 'string' && /^\d+$/.test(key)) read += 1;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    expect(faultsOf({ items: counted(1_000_000) })).toEqual(['/items arrayMaxSize']);
    expect(read).toBe(0);
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, 1]));
    expect(faultsOf(many)).toHaveLength(mostFaults);
    const [long] = beyondBounds({ [`${'名'.repeat(100_000)}`]: 1 }, Outer);
    expect(long?.pointer.length).toBeLessThan(100);
  });
});
