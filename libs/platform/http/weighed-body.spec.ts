import fc from 'fast-check';
import { deepest, mostValues, weigh } from './weighed-body';

const weighed = (text: string) => weigh(Buffer.from(text));

describe('weighing a body before it is read', () => {
  it('lets through whatever the exact count takes', () => {
    const members = Array.from({ length: mostValues }, () => ({}));
    expect(weighed(JSON.stringify(members))).toBeUndefined();
    expect(weighed(`${'['.repeat(deepest)}${']'.repeat(deepest)}`)).toBeUndefined();
    fc.assert(fc.property(fc.json({ maxDepth: 6 }), (text) => expect(weighed(text)).toBeUndefined()));
  });

  it('counts nothing within a text, whatever it looks like', () => {
    const text = '"],}{[\\,'.repeat(100_000);
    expect(weighed(JSON.stringify({ text, more: `${text}\\` }))).toBeUndefined();
    expect(weighed(JSON.stringify({ '𠮷,': '，'.repeat(100_000) }))).toBeUndefined();
  });

  it('stops at what no route takes', () => {
    expect(weighed(`[${'{},'.repeat(100_000)}{}]`)).toBe('too_many_values');
    expect(weighed(`{${'"a":1,'.repeat(100_000)}"a":1}`)).toBe('too_many_values');
    expect(weighed('['.repeat(1000))).toBe('too_deep');
    expect(weighed('{"a":'.repeat(1000))).toBe('too_deep');
  });
});
