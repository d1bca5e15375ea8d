/** Most UTF-16 code units of each kind of text that a saved content may have. */
export const contentLimits = {
  section: 100_000,
  problemField: 5_000,
  name: 100,
  unit: 200,
  unplaced: 500_000,
} as const;
