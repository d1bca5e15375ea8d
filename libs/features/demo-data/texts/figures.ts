import type { Figures } from './unit-facts';

/** A year's figures of one branch, the usual numbers met or just missed, the same for the same unit and year. */
export function branchFigures(variant: number, year: number): Figures {
  const turn = (modulus: number, salt: number) => (variant * 7 + year * 3 + salt) % modulus;
  const measures = 8 + turn(9, 4);
  return {
    theme_days: 12 + turn(3, 0),
    lectures: 4 + turn(3, 1),
    branch_meetings: 12 + turn(4, 2),
    member_meetings: 4 + turn(3, 2),
    demo_lessons: 9 + turn(14, 3),
    special_talks: 5 + turn(9, 5),
    full_members: turn(3, 1),
    applications: 2 + turn(6, 6),
    activists: 2 + turn(4, 7),
    problems_found: 4 + turn(4, 8),
    measures_total: measures,
    measures_done: measures - turn(4, 9),
    funds: (215 + turn(97, 11) * 7) / 100,
  };
}

/** Figures of a superior unit: those below it added up. */
export function totalFigures(parts: Figures[]): Figures {
  const total = { ...branchFigures(0, 0) };
  for (const key of Object.keys(total) as Array<keyof Figures>) {
    const cents = parts.reduce((sum, part) => sum + Math.round(part[key] * 100), 0);
    total[key] = cents / 100;
  }
  return total;
}
