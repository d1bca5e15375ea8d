import { compareContents, type ParagraphChange } from '@domain/comparison';
import { matchingOnly, type Paragraph, paragraphs, type Run } from './paragraphs';

const template = { sections: [{ key: 's', title: '' }], indicators: [] } as never;
const content = (body: string) => ({
  sections: [{ key: 's', body }],
  indicators: {},
  problems: [],
  unplaced: '',
});
const changesOf = (before: string, after: string): ParagraphChange[] =>
  compareContents(content(before), content(after), template).sections[0]?.paragraphs ?? [];
const textOf = (list: Paragraph[], ...kinds: Run['kind'][]) =>
  list
    .map(({ runs }) => runs.filter((run) => kinds.includes(run.kind)))
    .filter((runs) => runs.length > 0)
    .map((runs) => runs.map((run) => run.text).join(''))
    .join('\n');
const runsOf = (list: Paragraph[]) => list.flatMap(({ runs }) => runs);

describe('a section as paragraphs', () => {
  const body = '一是学在经常。\n二是建在年级。';

  it('keeps every character and its offset', () => {
    const result = paragraphs(body, [{ id: 'c', from: 2, to: 4 }]);
    expect(textOf(result, 'same')).toBe(body);
    for (const run of runsOf(result))
      expect(body.slice(run.from ?? 0, (run.from ?? 0) + run.text.length)).toBe(run.text);
    expect(result[0]?.runs.find((run) => run.ids.includes('c'))?.text).toBe('学在');
  });

  it('shows what came and what went, with offsets of the present text', () => {
    const [before, after] = [
      '旧的一段。\n全年开展主题党日11次，都有记录。',
      '全年开展主题党日12次，都有记录。\n新的一段话。',
    ];
    const result = paragraphs(after, [], changesOf(before, after));
    expect(textOf(result, 'same', 'ins')).toBe(after);
    expect(textOf(result, 'same', 'del')).toBe(before);
    for (const run of runsOf(result).filter(({ from }) => from !== null))
      expect(after.slice(run.from ?? 0, (run.from ?? 0) + run.text.length)).toBe(run.text);
  });

  it('marks a passage also where it was just inserted', () => {
    const after = '支部按月开展活动，新写的一句。';
    const at = after.indexOf('新写');
    const changes = changesOf('支部按月开展活动。', after);
    const result = paragraphs(after, [{ id: 'c', from: at, to: at + 2 }], changes);
    const marked = runsOf(result).filter((run) => run.ids.includes('c'));
    expect(marked.map((run) => run.text).join('')).toBe('新写');
    expect(marked.every((run) => run.kind === 'ins')).toBe(true);
  });

  it('counts neighbouring stretches as one change', () => {
    const [before, after] = ['支部按月开展活动，都有记录。', '支部按季开展活动，都有照片。'];
    const opens = runsOf(paragraphs(after, [], changesOf(before, after))).filter((run) => run.opens);
    expect(opens).toHaveLength(2);
  });

  it('leaves of another year’s text only the wordings of one paragraph', () => {
    const before = '去年才有的一段，讲的是搬迁。\n全年开展主题党日11次，党员参加率九成，记录齐全。';
    const after = '全年开展主题党日12次，党员参加率九成，记录齐全。\n今年才有的一段，讲的是合并与分工安排。';
    const result = paragraphs(after, [], matchingOnly(changesOf(before, after)));
    expect(textOf(result, 'same', 'ins')).toBe(after);
    expect(textOf(result, 'del')).toBe('11');
    expect(textOf(result, 'ins')).toBe('12');
  });
});
