const dayOf = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
};

const separator = '[-/.年月]';
const full = new RegExp(`^(\\d{4})${separator}(\\d{1,2})${separator}(\\d{1,2})[日号]?$`);
const bare = new RegExp(`^(\\d{1,2})${separator}(\\d{1,2})[日号]?$`);
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const monthEnd = /^(?:(\d{4})年)?(\d{1,2})月底$/;

const lastDay = (year: number, month: number): string | null =>
  month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : null;

/**
 * A day as people write it (2026/12/10, 2026.12.8, 20261208, 2026年12月8日, 12月8日, 12-8, 12月底) as YYYY-MM-DD;
 * null where it is none. Without a year it is the next such day from `today` (YYYY-MM-DD) on, as of a deadline.
 */
export function readDate(text: string, today: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const written = full.exec(plain) ?? compact.exec(plain);
  if (written) return dayOf(Number(written[1]), Number(written[2]), Number(written[3]));
  const year = Number(today.slice(0, 4));
  const next = (in_: (year: number) => string | null): string | null => {
    const days = [year, year + 1, year + 2, year + 3, year + 4].map(in_);
    return days.find((day) => day !== null && day >= today) ?? null;
  };
  const short = bare.exec(plain);
  if (short) return next((of) => dayOf(of, Number(short[1]), Number(short[2])));
  const end = monthEnd.exec(plain);
  if (!end) return null;
  return end[1] ? lastDay(Number(end[1]), Number(end[2])) : next((of) => lastDay(of, Number(end[2])));
}
