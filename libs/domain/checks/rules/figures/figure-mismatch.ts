import { choose } from '../../../importing/figures/choose';
import type { Claim } from '../../../importing/figures/claim';
import { readAllFigures } from '../../../importing/figures/indicator-finder';
import type { Piece } from '../../../importing/sections/section-mapper';
import { SectionMatcher } from '../../../importing/sections/section-matcher';
import { shortPeriodOf } from '../../../importing/structure/title-period';
import { readLines } from '../../../importing/structure/unit';
import { passageOf } from '../../../text';
import { readView, type TextView } from '../../../text/text-view';
import type { Draft, Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';

/** Below this the importer is not sure that the figure is the whole year's number of that indicator. */
const sureEnough = 0.75;
const roughly = 0.2;
const atLeast = /余|多|来|超|逾|以上|不少于|不低于|至少/;
const atMost = /不超过|至多|最多|以下|以内/;
const about = /近|约|左右|上下|概|接近/;

type Mention = Claim & { passage: Passage; view: TextView };

/** What the sections say about the indicators that are filled in, by the reading that the import shares. */
function mentionsOf({ passages, template, period, content }: Draft): Map<string, Mention[]> {
  const filled = template.indicators.filter(({ key }) => content.indicators[key] !== undefined);
  // Read with all indicators, as the import does: what is done belongs to a total by the rate that names both.
  const asked = template.indicators;
  const found = new Map<string, Mention[]>();
  if (filled.length === 0) return found;
  const matcher = new SectionMatcher(template.sections);
  // Sections have no title to name their time: it is the cycle's.
  const short = shortPeriodOf(period);
  const options = {
    claimsOnly: true,
    ...(period === null ? {} : { year: period.year }),
    ...(short === null ? {} : { shorts: new Map([[1, short]]) }),
  };
  for (const passage of passages) {
    if (passage.anchor.kind !== 'section') continue;
    const view = readView(passage.text);
    const target: Piece['target'] = {
      type: 'section',
      key: passage.anchor.key,
      heading: false,
      confidence: 1,
    };
    const pieces = readLines(view.text).units.map(({ from, to }): Piece => ({ from, to, report: 1, target }));
    for (const claim of readAllFigures(view, pieces, asked, matcher, options).claims) {
      const { key } = claim.definition;
      if (content.indicators[key] === undefined) continue;
      const known = found.get(key);
      if (known === undefined) found.set(key, [{ ...claim, passage, view }]);
      else known.push({ ...claim, passage, view });
    }
  }
  return found;
}

function agrees(value: number, found: Pick<Claim, 'value' | 'upper' | 'qualifier'>): boolean {
  const qualifier = found.qualifier ?? '';
  if (found.upper !== undefined) return value >= found.value && value <= found.upper;
  if (value === found.value) return true;
  if (atMost.test(qualifier)) return value <= found.value;
  if (atLeast.test(qualifier)) return value >= found.value;
  return about.test(qualifier) && Math.abs(value - found.value) <= found.value * roughly;
}

function check(draft: Draft): RuleFinding[] {
  return [...mentionsOf(draft)].flatMap(([key, mentions]): RuleFinding[] => {
    const value = draft.content.indicators[key];
    const { chosen } = choose(mentions);
    if (value === undefined || chosen === null || chosen.confidence < sureEnough) return [];
    if (mentions.some((mention) => agrees(value, mention)) || addsUp(value, mentions)) return [];
    const { passage, view, definition, from, to } = chosen;
    const quote = passageOf(view.source, ...view.spanOf(from, to)).trim();
    const message = `“${definition.name}”填的是${value}${definition.unit}，${passage.label}里写的是“${quote}”，请核对，改成一致。`;
    return [{ anchor: { kind: 'indicator', key }, quote, message }];
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
