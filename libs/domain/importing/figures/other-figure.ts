import { cutText, passageOf } from '../../text';
import type { TextView } from '../../text/text-view';
import type { ProposedIndicator } from '../proposal';
import type { Figure } from './figure';
import type { Sentence } from './mode';

/** Verbs in front of what a figure counts; 组织 is none in 党组织 and 组织生活会. */
const verbs =
  /^.*(?:召开|开展|举办|(?<!党)组织(?!生活)|举行|完成|发展(?!对象)|培养|新增|新添|评选出?|表彰|获得|荣获|开设|梳理|形成|制定|制订|建立|征求|投入|培训|选派|选树|打造|创建|列出|解决|办理|落实|主持|添置|收到|递交)了?/;
const lead = /^(?:其中|共有|共|有|的|被|由|等|约|近|全年|本年度|今年|先后|还|也|目前|现有|累计)+/;
/** 由102亩增加到110亩: what follows is the change, not what is counted. */
const change = /^(?:增加|增长|上升|提高|提升|扩大|下降|减少|降低|缩减|发展)/;
const longestName = 30;
const reach = 40;

/**
 * A figure that no indicator of the template asks for. Its name is what the number stands in front of
 * (5台普通机床), else what stands in front of it (新增学位3780个).
 */
export function toOtherFigure(
  view: TextView,
  sentence: Sentence,
  figure: Figure,
  report: number,
): ProposedIndicator {
  const normal = view.text;
  const start = Math.max(sentence.from, figure.from - reach);
  const before = normal.slice(start, figure.from);
  const listed = figure.qualifier?.includes('各') ?? false;
  const from = start + clauseStart(before, listed);
  const rest = normal.slice(figure.to, Math.min(sentence.to, figure.to + reach));
  const to = figure.to + (/^[^,:、)》]*/.exec(rest)?.[0].length ?? 0);
  const [quoteFrom, quoteTo] = wholeCharacters(normal, from, to);
  const name = nameOf(view.wordsOf(quoteFrom, figure.from), view.wordsOf(figure.to, quoteTo));
  const [offset, end] = view.spanOf(quoteFrom, quoteTo);
  return {
    key: null,
    name,
    value: figure.value,
    unit: figure.unit,
    ...(figure.qualifier === undefined ? {} : { qualifier: figure.qualifier }),
    ...(figure.upper === undefined ? {} : { upper: figure.upper }),
    quote: passageOf(view.source, offset, end),
    offset,
    confidence: 0.6,
    report,
  };
}

/** Where the clause begins; a 、 inside 《…》 or in a list that shares one number does not end it. */
function clauseStart(before: string, listed: boolean): number {
  const marks = [before.lastIndexOf(','), before.lastIndexOf(':')];
  const title = before.lastIndexOf('《');
  if (!listed && title < 0) marks.push(before.lastIndexOf('、'));
  return Math.max(...marks) + 1;
}

function nameOf(ahead: string, behind: string): string {
  const counted = behind
    .replace(/^(?:左右|以上|上下|\s)+/, '')
    .replace(lead, '')
    .trim();
  if (counted.length >= 2 && !change.test(counted)) return short(counted);
  const clause = ahead.trim().replace(lead, '');
  const core = clause.replace(verbs, '').replace(lead, '');
  return short(core.length >= 2 ? core : clause);
}

function short(name: string): string {
  return cutText(name, longestName);
}

/** Never between the halves of a surrogate pair. */
function wholeCharacters(text: string, from: number, to: number): [number, number] {
  const start = /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? from + 1 : from;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(to - 1)) ? to - 1 : to;
  return [start, end];
}
