/** What the library's date fields show (the first) and take when a day is typed, as `readDate` does elsewhere. */
export const typedFormats = [
  'YYYY-MM-DD',
  'YYYY-M-D',
  'YYYY/M/D',
  'YYYY.M.D',
  'YYYYMMDD',
  'YYYY年M月D日',
  'M月D日',
  'M-D',
  'M/D',
  'M.D',
];
