/** One line of a benchmark's output (design 2.1). */
export interface Figure {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  /** What the same run measured as the least that is possible. */
  floor?: number;
  goal?: number;
  conditions: Record<string, string | number | boolean>;
}

/** The value below which the given share of the samples lies, e.g. 0.95. */
export function percentile(samples: number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
