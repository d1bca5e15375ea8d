import type { ProblemItem } from '../../review/content';

export type ProblemField = Exclude<keyof ProblemItem, 'id'>;

/** Labels in front of a field, also the heads of a table's columns. */
const labels: Array<[ProblemField, RegExp]> = [
  ['leader', /(?:责任|分管|牵头|包抓)领导/],
  ['unit', /(?:责任|牵头|整改)(?:部门|单位|科室|处室|支部)/],
  ['person', /(?:责任|整改|具体)(?:责任)?人/],
  ['dueOn', /(?:整改|完成|办结)(?:时限|时间|期限)|时限|期限/],
  ['cause', /(?:主要|产生|存在|深层)?(?:的)?原因(?:分析|剖析)?/],
  ['measure', /(?:整改|改进|解决|下一步|主要)?(?:的)?(?:措施|举措|办法)/],
  ['problem', /(?:存在的?|主要|具体|突出)?(?:问题|不足)(?:表现|清单|描述)?|具体表现/],
];
const anyLabel = new RegExp(
  `(?:^|[\\n。；;，,、（(【\\s])(?:${labels.map(([, label]) => `(${label.source})`).join('|')})[】]?[：:]\\s*`,
  'g',
);

export interface FieldSpan {
  field: ProblemField;
  from: number;
  to: number;
}

/** Cuts “…。原因：…。措施：…。责任人：…” at its labels; the text before the first is the problem. */
export function splitFields(text: string): FieldSpan[] {
  const fields: FieldSpan[] = [{ field: 'problem', from: 0, to: text.length }];
  for (const match of text.matchAll(anyLabel)) {
    const index = labels.findIndex((_, label) => match[label + 1] !== undefined);
    const field = labels[index]?.[0];
    if (field === undefined) continue;
    const from = match.index + match[0].length;
    const previous = fields.at(-1)!;
    previous.to = match.index + (/[。\n]/.test(match[0].charAt(0)) ? 1 : 0);
    fields.push({ field, from, to: text.length });
  }
  return fields.filter(({ from, to }) => text.slice(from, to).trim() !== '');
}

/** The field that a table's column holds, by its head; null for 序号 and the like. */
export function columnField(head: string): ProblemField | null {
  return labels.find(([, label]) => new RegExp(`^\\s*(?:${label.source})`).test(head))?.[0] ?? null;
}

/** A day as YYYY-MM-DD out of 2026年3月31日, 2026-3-31, 2026年3月底 (its last day); null where there is none. */
export function readDay(text: string): string | null {
  const match = /(20\d\d)\s?[年.\-/]\s?(\d{1,2})(?:\s?[月.\-/]\s?(\d{1,2})?)?/.exec(text);
  if (match === null) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12) return null;
  const last = lastDay(year, month);
  const day = match[3] === undefined ? last : Number(match[3]);
  if (day < 1 || day > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
