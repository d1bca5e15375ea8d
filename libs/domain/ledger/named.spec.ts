import { namesIn } from './named';

describe('whom a field of responsibility names', () => {
  it.each([
    ['王强', ['王强']],
    ['王 强', ['王强']],
    ['王　强', ['王强']],
    [' 王强 ', ['王强']],
    ['王强\u200b', ['王强']],
    ['王强书记', ['王强']],
    ['党支部副书记王强', ['王强']],
    ['书记：王强', ['王强']],
    ['王强同志', ['王强']],
    ['王强（副校长）', ['王强']],
    ['王强、李明', ['王强', '李明']],
    ['李明 王强', ['王强', '李明']],
    ['李明，王 强', ['王强', '李明']],
    ['李明\n王强', ['王强', '李明']],
    ['买买提·吾买尔', ['买买提·吾买尔']],
    ['ＷＡＮＧ', ['wang']],
  ])('%j', (written, names) => {
    expect([...namesIn(written)]).toEqual(expect.arrayContaining(names));
  });

  it('takes nobody whose name is only a part of another', () => {
    expect(namesIn('王强军').has('王强')).toBe(false);
    expect(namesIn('王和平').has('和平')).toBe(false);
    expect(namesIn('').size).toBe(0);
  });
});
