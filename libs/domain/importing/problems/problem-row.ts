import type { ProposedProblem, Span } from '../proposal';
import { chargedIn } from './charge';
import { readDay } from './day';
import { type FieldSpan, limitIn } from './problem-field';
import type { ListItem } from './problem-item';

/** Puts one field of an entry into its row; a field that has a text keeps it. */
export function setField(
  row: ProposedProblem,
  item: ListItem,
  { field, from, to }: FieldSpan,
  year: number | undefined,
): void {
  const value = item.text
    .slice(from, to)
    .trim()
    .replace(/[;；，,、]$/, '');
  if (value === '') return;
  const span: Span = [item.span[0] + from, item.span[0] + to];
  if (field === 'dueOn') {
    const day = readDay(value, year);
    if (day !== null) row.dueOn ??= day;
  } else if (field === 'problem') {
    if (row.problem !== '') return;
    row.problem = value.replace(/[：:]$/, '');
    row.spans.problem = span;
  } else if (field === 'cause' || field === 'measure') {
    if (row[field] !== undefined) return;
    row[field] = value;
    row.spans[field] = span;
  } else row[field] ??= value.replace(/[。.）)】*_]+$/, '').trim();
}

/** Fills who and until when from the measure's own sentences, where no label said it. */
export function completeFromMeasure(row: ProposedProblem, year: number | undefined): void {
  const { measure } = row;
  if (measure === undefined) return;
  const { person, unit, leader } = chargedIn(measure);
  if (row.leader === undefined && leader !== undefined) row.leader = leader;
  if (row.person === undefined && person !== undefined) row.person = person;
  if (row.unit === undefined && unit !== undefined) row.unit = unit;
  const day = row.dueOn === undefined ? readDay(limitIn(measure), year) : null;
  if (day !== null) row.dueOn = day;
}
