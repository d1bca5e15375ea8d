/** What a cycle's period covers, as far as a text can contradict it. */
export interface Period {
  year: number;
  quarter?: number;
  month?: number;
}

/** Reads `2025`, `2025Q4`, `2025-11` and `2025年度`; null for anything else, and rules about years rest. */
export function parsePeriod(period: string): Period | null {
  const match = /^(\d{4})(?:年度?|Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(period);
  if (!match) return null;
  const [, year, quarter, month] = match;
  return {
    year: Number(year),
    ...(quarter ? { quarter: Number(quarter) } : {}),
    ...(month ? { month: Number(month) } : {}),
  };
}
