import { accepted, ask, drafting, inReview, refused } from '@testing/decision-fixture';
import { noteLimit } from './index';
import { optionalNote, requireNote } from './rules/rule';

const waived = (reason?: string) => ask(drafting, 'adm', { action: 'waive', reason });
const approved = (note?: string) => ask(inReview, 'rev', { action: 'approve', revision: 1, note });

describe('notes and reasons (design 2.3)', () => {
  it('are asked for where they must be there, and say something where they are', () => {
    for (const none of [undefined, ''])
      expect(refused(waived(none))).toMatchObject({
        code: 'note_required',
        errors: [{ pointer: '/reason', code: 'note_required', detail: '须填写。' }],
      });
    for (const [give, pointer] of [[waived, '/reason'] as const, [approved, '/note'] as const])
      expect(refused(give(' \n　'))).toMatchObject({
        code: 'note_required',
        errors: [{ pointer, code: 'note_required', detail: '不能只有空格。' }],
      });
    for (const none of [undefined, '']) expect(accepted(approved(none)).events[0]?.note).toBeNull();
  });

  it('may come as null from a client, which says as little as leaving them out', () => {
    expect(optionalNote(null, '/note')).toBeNull();
    expect(() => requireNote(null, '/note')).toThrow(expect.objectContaining({ code: 'note_required' }));
  });

  it('are kept as they were typed, up to two thousand characters of any plane', () => {
    expect(accepted(approved(' 同意。 ')).events[0]?.note).toBe(' 同意。 ');
    expect(noteLimit).toBe(2000);
    expect(accepted(waived('𠮷'.repeat(noteLimit))).events[0]?.note).toHaveLength(2 * noteLimit);
    expect(refused(waived('𠮷'.repeat(noteLimit + 1)))).toMatchObject({
      code: 'note_too_long',
      errors: [{ pointer: '/reason', code: 'note_too_long' }],
    });
  });

  it('are not looked at where the state refuses', () => {
    expect(refused(ask(inReview, 'adm', { action: 'reinstate', reason: '' }))).toMatchObject({
      code: 'wrong_state',
      params: { state: '审核中', stateCode: 'in_review' },
      state: { state: 'in_review', version: inReview.version, revision: 1, step: 1 },
    });
  });
});
