import { paragraphs } from './paragraphs';

const textOf = (runs: ReturnType<typeof paragraphs>, ...kinds: string[]) =>
  runs
    .map((paragraph) =>
      paragraph
        .filter((run) => kinds.includes(run.kind))
        .map((run) => run.text)
        .join(''),
    )
    .join('\n');

describe('a section as paragraphs', () => {
  const body = '一是学在经常。\n二是建在年级。';

  it('keeps every character and its offset', () => {
    const result = paragraphs(body, [{ id: 'c', from: 2, to: 4 }]);
    expect(textOf(result, 'same')).toBe(body);
    for (const run of result.flat())
      expect(body.slice(run.from ?? 0, (run.from ?? 0) + run.text.length)).toBe(run.text);
    expect(result[0]?.find((run) => run.ids.includes('c'))?.text).toBe('学在');
  });

  it('shows what came and what went', () => {
    const result = paragraphs('开展主题党日12次', [], '开展主题党日11次');
    expect(textOf(result, 'same', 'ins')).toBe('开展主题党日12次');
    expect(textOf(result, 'same', 'del')).toBe('开展主题党日11次');
  });

  it('marks a passage also where it was just inserted', () => {
    const result = paragraphs('原文新句', [{ id: 'c', from: 2, to: 4 }], '原文');
    expect(
      result
        .flat()
        .filter((run) => run.ids.includes('c'))
        .map((run) => run.text)
        .join(''),
    ).toBe('新句');
  });
});
