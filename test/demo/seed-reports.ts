import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportContent } from '@domain/review';

/** Real documents lie beside the checkout on some machines; they are read there and never copied. */
const folder = join(process.cwd(), '../shared/seeds');

/** First and last line of each section, counted from 1: the division a person made by hand. */
interface Division {
  prefix: string;
  sections: Record<'work' | 'issues' | 'causes' | 'plan' | 'outlook', [from: number, to: number] | null>;
  indicators: Record<string, number>;
}

const branchSummary: Division = {
  prefix: '001_',
  sections: { work: [5, 11], issues: [14, 16], causes: [18, 20], plan: [21, 23], outlook: [24, 24] },
  indicators: {
    theme_days: 12,
    lectures: 5,
    branch_meetings: 12,
    member_meetings: 6,
    demo_lessons: 41,
    special_talks: 20,
    full_members: 1,
  },
};
const bureauReport: Division = {
  prefix: '003_',
  sections: { work: [4, 16], issues: [18, 24], causes: [26, 28], plan: [30, 33], outlook: null },
  indicators: {
    theme_days: 12,
    lectures: 4,
    branch_meetings: 12,
    member_meetings: 4,
    full_members: 7,
    funds: 75.9,
  },
};

/** The branch's summary and the bureau's report, where the documents are there. */
export function seedReports(): { branch: ReportContent; bureau: ReportContent } | null {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const read = ({ prefix, sections, indicators }: Division): ReportContent | null => {
    const name = names.find((one) => one.startsWith(prefix));
    if (!name) return null;
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return {
      sections: Object.entries(sections).flatMap(([key, range]) =>
        range
          ? [
              {
                key,
                body: lines
                  .slice(range[0] - 1, range[1])
                  .join('\n')
                  .trim(),
              },
            ]
          : [],
      ),
      indicators,
      problems: [],
      unplaced: '',
    };
  };
  const branch = read(branchSummary);
  const bureau = read(bureauReport);
  return branch && bureau ? { branch, bureau } : null;
}
