import type { ItemList, ListedItem } from '@domain/ledger/listed-item';
import type { EditionRow } from './bulletin.repository';
import type { EditionRecord } from './edition-record';

/** Nothing of who answers for it: readers of an edition learn what became of the problem. */
export type EditionListedItem = Pick<
  ListedItem,
  'number' | 'problem' | 'state' | 'closedOn' | 'dueOn' | 'measures' | 'measuresDone'
>;

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
  problems: { problem: string; measure: string | null; dueOn: string | null; account: string | null }[];
  /** What became of the unit's problems, where the template has editions say so. */
  items: EditionListedItem[];
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
      ? row.content.problems.map(({ problem, measure, dueOn, account }) => ({
          problem,
          measure: measure ?? null,
          dueOn: dueOn ?? null,
          account: account ?? null,
        }))
      : [],
    items: shown && row.definition.ledger?.printed === 'editions' ? itemsOf(row.list) : [],
    replaces: row.replaces,
    replacedBy: row.replacedBy,
    current: shown && row.replacedBy === null,
    retracted: row.retracted,
  };
}

function itemsOf(list: ItemList | null): EditionListedItem[] {
  return (list?.items ?? []).map(({ number, problem, state, closedOn, dueOn, measures, measuresDone }) => ({
    number,
    problem,
    state,
    closedOn,
    dueOn,
    measures,
    measuresDone,
  }));
}
