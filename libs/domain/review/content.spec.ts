import { emptyContent, type ReportContent, storedContent } from './index';

it('content is stored with line feeds alone, wherever its text came from', () => {
  const typed: ReportContent = {
    sections: [{ key: 'work', body: 'a\u000Bb\r\nc\rd' }],
    indicators: { theme_days: 12 },
    problems: [{ id: 'p', problem: 'a\u000Cb', cause: 'a\u2028b', measure: undefined }],
    unplaced: 'a\u0085b',
  };
  expect(storedContent(typed)).toEqual({
    sections: [{ key: 'work', body: 'a\nb\nc\nd' }],
    indicators: { theme_days: 12 },
    problems: [{ id: 'p', problem: 'a\nb', cause: 'a\nb', measure: undefined }],
    unplaced: 'a\nb',
  });
  expect(storedContent(emptyContent)).toEqual({ sections: [], indicators: {}, problems: [], unplaced: '' });
});
