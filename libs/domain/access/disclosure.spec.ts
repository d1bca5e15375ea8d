import type { ReportState } from '../review/states';
import { type Disclosure, disclosureOf, type ReportView, type ViewedAct } from './index';

const now = new Date('2025-11-01T00:00:00Z');
const act: ViewedAct = { atOpenStep: false, graded: false, ofPublication: false };
const comment = { authorId: 'r', byReviewer: true, releasedAt: null };
const of = (view: ReportView, state: ReportState = 'in_review', revision = 2) =>
  disclosureOf({ view, userId: 'u1', state, revision });

/** Every part of a report, by the view: one line a part, one letter a view. */
const parts: Record<string, (shown: Disclosure) => boolean> = {
  'the working copy': (shown) => shown.content(null),
  'the latest revision': (shown) => shown.content(2),
  'an earlier revision': (shown) => shown.content(1),
  'a grade before approval': (shown) => shown.grade,
  'why it was returned': (shown) => shown.returned,
  'a reviewer’s comment of an open step': (shown) => shown.comment(comment),
  'a reviewer’s comment of a decided step': (shown) => shown.comment({ ...comment, releasedAt: now }),
  'an observer’s comment': (shown) => shown.comment({ ...comment, byReviewer: false, releasedAt: now }),
  'their own comment': (shown) => shown.comment({ ...comment, authorId: 'u1' }),
  'the note of a decided step': (shown) => shown.note(act),
  'the note of an open step': (shown) => shown.note({ ...act, atOpenStep: true }),
  'the note of a publication': (shown) => shown.note({ ...act, ofPublication: true }),
  'the hash of a plain act': (shown) => shown.hash(act),
  'the hash of a graded act': (shown) => shown.hash({ ...act, graded: true }),
  'the hash of an act at an open step': (shown) => shown.hash({ ...act, atOpenStep: true }),
};
const views: ReportView[] = ['working', 'submitted', 'approved', 'row', 'none'];
const table: Record<string, string> = {
  'the working copy': '+----',
  'the latest revision': '+++--',
  'an earlier revision': '++---',
  'a grade before approval': '-++--',
  'why it was returned': '++---',
  'a reviewer’s comment of an open step': '-+---',
  'a reviewer’s comment of a decided step': '++---',
  'an observer’s comment': '++---',
  'their own comment': '+++--',
  'the note of a decided step': '++---',
  'the note of an open step': '-+---',
  'the note of a publication': '++++-',
  'the hash of a plain act': '++---',
  'the hash of a graded act': '-+---',
  'the hash of an act at an open step': '-+---',
};

describe('what of a report a person may see', () => {
  it.each(Object.keys(parts))('%s', (part) => {
    const row = views.map((view) => (parts[part]?.(of(view)) ? '+' : '-')).join('');
    expect(row).toBe(table[part]);
  });

  it('shows the author’s side grade and hashes on approval, and hides them again after a reopening', () => {
    const graded = { ...act, graded: true };
    const shown = (state: ReportState) => [of('working', state).grade, of('working', state).hash(graded)];
    expect([shown('approved'), shown('published'), shown('returned')]).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it('keeps no reason from whoever sees the row before anything was handed in', () => {
    expect([of('row', 'drafting', 0).note(act), of('row', 'returned', 1).note(act)]).toEqual([true, false]);
    expect(of('none', 'drafting', 0).note(act)).toBe(false);
  });

  it('keeps the grade of an approved report from whoever sees no more than the row', () => {
    expect([of('row', 'approved').grade, of('none', 'published').grade]).toEqual([false, false]);
  });
});
