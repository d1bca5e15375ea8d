import { type OpenParts, openParts } from '@domain/review/open-parts';
import type { Problem, ReportContent, Scope, TemplateDefinition } from '../../api/contract';
import type { ContentDraft } from '../../api/report';
import { dayCode } from '../../time/calendar';
import { readDate } from '../../time/typed-date';
import { readFigure } from './figure';

export interface DraftProblem extends Omit<Problem, 'id'> {
  /** Absent until the server gave it one. */
  id?: string;
  /** Stable on this page, for React and for the local copy. */
  key: string;
}

/** What is being written. Numbers and days stay text until they are sent, so that nothing typed is changed. */
export interface Draft {
  sections: Record<string, string>;
  indicators: Record<string, string>;
  problems: DraftProblem[];
  unplaced: string;
}

/** What it takes to understand typed figures and days. */
export interface Reading {
  /** Units by indicator. */
  units: Record<string, string>;
  /** YYYY-MM-DD, for days without a year. */
  today: string;
}

/** How to read what is typed into a report of this template today. */
export const readingOf = (template: TemplateDefinition): Reading => ({
  units: Object.fromEntries(template.indicators.map(({ key, unit }) => [key, unit])),
  today: dayCode(Date.now()),
});

export function toDraft(content: ReportContent | null, template: TemplateDefinition): Draft {
  const bodies = new Map((content?.sections ?? []).map((section) => [section.key, section.body]));
  return {
    sections: Object.fromEntries(
      template.sections.map((section) => [section.key, bodies.get(section.key) ?? '']),
    ),
    indicators: Object.fromEntries(
      Object.entries(content?.indicators ?? {}).map(([key, value]) => [key, String(value)]),
    ),
    problems: (content?.problems ?? []).map((problem) => ({ ...problem, key: problem.id })),
    unplaced: content?.unplaced ?? '',
  };
}

const textOrNone = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

/** Rows of the problem list in which nothing was written yet are left out. */
export const isBlank = ({
  problem,
  cause,
  measure,
  leader,
  unit,
  person,
  dueOn,
  account,
}: DraftProblem): boolean =>
  ![problem, cause, measure, leader, unit, person, dueOn, account].some((text) => text?.trim());

/** What stands for a typed day; what cannot be read yet leaves what was saved. */
function dayOf(text: string | undefined, saved: string | undefined, today: string): string | undefined {
  if (!text?.trim()) return undefined;
  return readDate(text, today) ?? (saved && readDate(saved, today)) ?? undefined;
}

/** Typed figures as they are sent; one that cannot be read leaves the one of `saved` in place. */
function figuresOf(
  typed: Draft['indicators'],
  saved: Draft['indicators'],
  { units }: Reading,
): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const [key, text] of Object.entries(typed)) {
    const read = readFigure(text, units[key] ?? '');
    const before = readFigure(saved[key] ?? '', units[key] ?? '');
    if (read.kind === 'figure') figures[key] = read.value;
    else if (read.kind === 'refused' && before.kind === 'figure') figures[key] = before.value;
  }
  return figures;
}

/**
 * The content as it is sent. A figure or a day that cannot be read (约30, or one half typed) leaves the one of
 * `saved` in place: saving meanwhile deletes nothing.
 */
export function toContent(draft: Draft, saved: Draft, reading: Reading): ContentDraft {
  const { today } = reading;
  const indicators = figuresOf(draft.indicators, saved.indicators, reading);
  const savedRows = new Map(saved.problems.map((problem) => [problem.id ?? problem.key, problem]));
  return {
    sections: Object.entries(draft.sections).map(([key, body]) => ({ key, body })),
    indicators,
    problems: draft.problems
      .filter((problem) => !isBlank(problem))
      .map(({ id, key, problem, cause, measure, leader, unit, person, dueOn, ledgerId, account }) => ({
        ...(id ? { id } : {}),
        problem,
        cause: textOrNone(cause),
        measure: textOrNone(measure),
        leader: textOrNone(leader),
        unit: textOrNone(unit),
        person: textOrNone(person),
        dueOn: dayOf(dueOn, savedRows.get(id ?? key)?.dueOn, today),
        ...(ledgerId ? { ledgerId } : {}),
        account: textOrNone(account),
      })),
    unplaced: draft.unplaced,
  };
}

/** The problem list's text, without what the page or the server name its rows. */
export const rowText = ({
  problem,
  cause,
  measure,
  leader,
  unit,
  person,
  dueOn,
  ledgerId,
  account,
}: DraftProblem): string =>
  JSON.stringify(
    [problem, cause, measure, leader, unit, person, dueOn, ledgerId, account].map(
      (text) => text?.trim() ?? '',
    ),
  );

/**
 * Takes over the ids that the server gave to the new rows of what was `sent`; a row is known by its key, since its
 * text may have been typed on meanwhile.
 */
export function adoptIds(draft: Draft, sent: Draft, saved: { problems: { id?: string }[] } | null): Draft {
  if (!saved) return draft;
  const rows = sent.problems.filter((problem) => !isBlank(problem));
  // The server keeps the order of what it was sent.
  const ids = new Map(
    rows.length === saved.problems.length ? rows.map((row, at) => [row.key, saved.problems[at]?.id]) : [],
  );
  if (!draft.problems.some((row) => !row.id && ids.get(row.key))) return draft;
  return {
    ...draft,
    problems: draft.problems.map((row) => ({ ...row, id: row.id ?? ids.get(row.key) })),
  };
}

/**
 * What a return leaves open while `draft` is being written, by the rule that the server saves by. A figure that
 * differs from the returned one stays open until it is put back: it may have been opened by another that was mended.
 *
 * @param returned the revision that came back; null after a nil report, of which nothing is frozen
 */
export function openness(
  scope: Scope | null | undefined,
  returned: ReportContent | null,
  draft: Pick<Draft, 'indicators'>,
  template: TemplateDefinition,
): OpenParts {
  const indicators = figuresOf(draft.indicators, draft.indicators, readingOf(template));
  const open = openParts(scope, returned, indicators, template);
  const moved = (key: string) => returned !== null && returned.indicators[key] !== indicators[key];
  return { ...open, indicator: (key) => open.indicator(key) || moved(key) };
}
