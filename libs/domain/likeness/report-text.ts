import type { ReportContent } from '../review/content';

/** A stretch of a report's text and where it comes from. */
export interface TextPart {
  kind: 'section' | 'problem';
  key: string;
  from: number;
  to: number;
}

export interface ReportText {
  text: string;
  parts: TextPart[];
}

/** A report as one text for likeness: its sections and the wording of its problem list. */
export function reportText(content: ReportContent): ReportText {
  const parts: TextPart[] = [];
  let text = '';
  const add = (kind: TextPart['kind'], key: string, body: string) => {
    if (body === '') return;
    parts.push({ kind, key, from: text.length, to: text.length + body.length });
    text += `${body}\n`;
  };
  for (const { key, body } of content.sections) add('section', key, body);
  for (const { id, problem, cause, measure } of content.problems) {
    add('problem', id, [problem, cause, measure].filter((field) => field !== undefined).join('\n'));
  }
  return { text, parts };
}
