import { findIndicators } from '../../importing/indicator-finder';
import { toHalfWidth } from '../../importing/normal-text';
import type { ProposedIndicator } from '../../importing/proposal';
import type { Piece } from '../../importing/section-mapper';
import { SectionMatcher } from '../../importing/section-matcher';
import type { Draft } from '../draft';
import type { DraftRule, RuleFinding } from '../draft-rule';

/** Below this the importer is not sure that the figure is the whole year's number of that indicator. */
const sureEnough = 0.75;
const roughly = 0.2;
const atLeast = /余|多|来|超|逾|以上|不少于|不低于|至少/;
const atMost = /不超过|至多|最多|以下|以内/;
const about = /近|约|左右|上下|概|接近/;

/** All sections as one text, so that a figure that is right in one section excuses a partial one elsewhere. */
function joined({ passages }: Draft): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = [];
  let text = '';
  for (const passage of passages) {
    if (passage.anchor.kind !== 'section') continue;
    const from = text.length;
    text += `${passage.text}\n`;
    const target: Piece['target'] = {
      type: 'section',
      key: passage.anchor.key,
      heading: false,
      confidence: 1,
    };
    pieces.push({ from, to: text.length, report: 1, target });
  }
  return { text, pieces };
}

function agrees(value: number, found: Pick<ProposedIndicator, 'value' | 'upper' | 'qualifier'>): boolean {
  const qualifier = found.qualifier ?? '';
  if (found.upper !== undefined) return value >= found.value && value <= found.upper;
  if (value === found.value) return true;
  if (atMost.test(qualifier)) return value <= found.value;
  if (atLeast.test(qualifier)) return value >= found.value;
  return about.test(qualifier) && Math.abs(value - found.value) <= found.value * roughly;
}

function check(draft: Draft): RuleFinding[] {
  const { content, template, period } = draft;
  const filled = template.indicators.filter(({ key }) => content.indicators[key] !== undefined);
  if (filled.length === 0) return [];
  const { text, pieces } = joined(draft);
  const matcher = new SectionMatcher(template.sections);
  const names = new Map(template.sections.map(({ key, title }) => [key, title]));
  const stated = findIndicators(text, toHalfWidth(text), pieces, filled, matcher, period?.year);
  return stated.flatMap((found): RuleFinding[] => {
    const value = found.key === null ? undefined : content.indicators[found.key];
    if (found.key === null || value === undefined || found.confidence < sureEnough) return [];
    const mentions = [found, ...(found.alternatives ?? [])];
    if (mentions.some((mention) => agrees(value, mention)) || addsUp(value, mentions)) return [];
    const piece = pieces.find(({ from, to }) => from <= found.offset && found.offset < to);
    const section = piece?.target.type === 'section' ? (names.get(piece.target.key) ?? '正文') : '正文';
    const quote = found.quote.trim();
    const message = `“${found.name}”填的是${value}${found.unit}，“${section}”里写的是“${quote}”，请核对，改成一致。`;
    return [{ anchor: { kind: 'indicator', key: found.key }, quote, message }];
  });
}

/** 上半年6次 … 下半年6次: parts of the year that make up the number. */
function addsUp(value: number, mentions: Array<{ value: number }>): boolean {
  return mentions.length > 1 && mentions.reduce((total, mention) => total + mention.value, 0) === value;
}

export const figureMismatch: DraftRule = {
  id: 'figure-mismatch',
  explanation:
    '正文里写的数与指标里填的数要一致，例如正文写主题党日12次，指标不能填10次。带“余、近、约”的数按大致相符处理。',
  severity: 'warning',
  fires: { text: '全年共开展主题党日12次。', content: { indicators: { theme_days: 10 } } },
  silent: {
    text: '全年共开展主题党日12次，其中联合主题党日2次，发展积极分子10余人。每月召开一次支部会议。',
    content: { indicators: { theme_days: 12, activists: 13, branch_meetings: 12 } },
  },
  check,
};
