import type { EditionRow } from './bulletin.repository';
import type { EditionRecord } from './edition-record';

/** An edition as readers get it: titled sections and named indicators, without what belongs to the review. */
export interface EditionPage {
  number: string;
  /** As documents write it: 〔2025〕18号. */
  documentNumber: string;
  title: string;
  org: { code: string; name: string };
  publisher: { code: string; name: string };
  period: string;
  audience: 'committee' | 'all' | 'public';
  publishedAt: string;
  publishedBy: string;
  record: EditionRecord | null;
  sections: { key: string; title: string; body: string }[];
  indicators: { key: string; name: string; unit: string; value: number }[];
  problems: { problem: string; measure: string | null; dueOn: string | null }[];
  replaces: string | null;
  replacedBy: string | null;
  current: boolean;
  retracted: { at: string; reason: string } | null;
}

/** Of a retracted edition only the tombstone is left (design 1.4). */
export function editionPage(row: EditionRow): EditionPage {
  const shown = row.retracted === null;
  const bodies = new Map(row.content.sections.map((section) => [section.key, section.body]));
  return {
    number: row.number,
    documentNumber: `〔${row.year}〕${row.serial}号`,
    title: row.title,
    org: row.org,
    publisher: row.publisher,
    period: row.period,
    audience: row.audience,
    publishedAt: row.publishedAt,
    publishedBy: row.publishedBy,
    record: shown ? row.record : null,
    sections: shown
      ? row.definition.sections.flatMap(({ key, title }) => {
          const body = bodies.get(key);
          return body ? [{ key, title, body }] : [];
        })
      : [],
    indicators: shown
      ? row.definition.indicators.flatMap(({ key, name, unit }) => {
          const value = row.content.indicators[key];
          return value === undefined ? [] : [{ key, name, unit, value }];
        })
      : [],
    problems: shown
      ? row.content.problems.map(({ problem, measure, dueOn }) => ({
          problem,
          measure: measure ?? null,
          dueOn: dueOn ?? null,
        }))
      : [],
    replaces: row.replaces,
    replacedBy: row.replacedBy,
    current: shown && row.replacedBy === null,
    retracted: row.retracted,
  };
}
