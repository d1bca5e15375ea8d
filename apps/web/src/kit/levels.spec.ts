import { levels } from './levels';

describe('items level with what they are about', () => {
  it('stand where they want, and are pushed down where they collide', () => {
    expect(levels([50, 50, 50], [0, 20, 300], 0, null)).toEqual([0, 64, 300]);
  });

  it('begin below what stands over the column', () => {
    expect(levels([50, 50], [0, null], 40, null)).toEqual([40, 104]);
  });

  it('make room for the one that is held', () => {
    expect(levels([50, 50, 50, 50], [100, 110, 230, 240], 0, 2)).toEqual([100, 164, 230, 294]);
    expect(levels([50, 50, 50, 50], [200, 210, 230, 240], 0, 2)).toEqual([102, 166, 230, 294]);
  });

  it('go no higher than the column for it', () => {
    expect(levels([50, 50, 50], [20, 30, 40], 0, 2)).toEqual([0, 64, 128]);
  });
});
