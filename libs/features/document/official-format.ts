/**
 * Measures of GB/T 9704-2012 (党政机关公文格式). 5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm;
 * 5.2.2, 5.2.3: 3号仿宋, 22 lines of 28 characters; 7.3.1: title 2号小标宋; 7.5: page number 4号, its
 * dashes 7 mm below the text area, one character in from the outside. Points unless said otherwise.
 */
export const millimetre = 72 / 25.4;

export const paper = { widthMm: 210, heightMm: 297 } as const;
export const textArea = { topMm: 37, leftMm: 28, widthMm: 156, heightMm: 225 } as const;
export const grid = { linesPerPage: 22, charactersPerLine: 28 } as const;

/** Type sizes by their Chinese names. */
export const typeSize = { no2: 22, no3: 16, no4: 14, small4: 12 } as const;

/** 28 characters of 16 pt would need 158 mm: the grid is a trifle narrower than the type. */
export const characterPitch = (textArea.widthMm * millimetre) / grid.charactersPerLine;
export const linePitch = (textArea.heightMm * millimetre) / grid.linesPerPage;

/** 公文红 as offices print it. */
export const officialRed = '#FF0000';

/** Which kind of type a piece of text is set in; each renderer maps it to fonts that it has. */
export type Typeface = 'xiaobiaosong' | 'fangsong' | 'kaiti' | 'heiti' | 'songti';
