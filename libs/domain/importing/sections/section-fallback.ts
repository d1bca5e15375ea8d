import type { Piece } from './section-mapper';
import type { SectionMatcher } from './section-matcher';

const troubles =
  /(?:存在|还有|尚有|仍有|仍然?存在)[^。;]{0,12}(?:问题|不足|差距|短板|欠缺)|(?:问题|不足|差距|短板)[^。;]{0,6}(?:主要)?(?:表现|体现)(?:在|为)/;
const troublesOpening =
  /^(?:一年来|当然|虽然|但是?|同时|与此同时|回顾|总结|对照|对标|本年度|不可否认|成绩[^。]{0,8}[,;]|在[^。,]{0,16}的同时)/;
const prospects =
  /^(?:在?今后的?|往后|以后|后续|下一?步|下一?阶段|接下来|(?:在)?(?:新的?一|来|明|下一?)(?:年度?|学年|学期)(?:的?工作中|里)?|展望未来|面向未来|未来|20\d\d年)[^。]{0,40}(?:将|要|争取|努力|继续|进一步)/;
const guess = 0.4;
const shortestWork = 40;

/**
 * Reports whose last paragraphs speak of problems and plans under no heading of their own: finds these
 * paragraphs (and the sentence where the plan begins) in what so far counts as work or as unplaced. Only
 * for sections that nothing else was found for.
 */
export function placeClosingParagraphs(normal: string, pieces: Piece[], matcher: SectionMatcher): Piece[] {
  const found = new Set(
    pieces.flatMap((piece) => (piece.target.type === 'section' ? [piece.target.key] : [])),
  );
  const issues = matcher.keysOf('issues')[0];
  const plan = matcher.keysOf('plan')[0];
  const wantIssues = issues !== undefined && !found.has(issues);
  const wantPlan = plan !== undefined && !found.has(plan);
  if (pieces.length === 0) return pieces;
  if (!wantIssues && !wantPlan) return withWorkBefore(pieces, matcher);
  const from = pieces[0]!.from;
  const to = pieces.at(-1)!.to;
  let reached: string | null = null;
  const result: Piece[] = [];
  for (const piece of pieces) {
    const late = piece.from - from > (to - from) * 0.5;
    const prospect =
      wantPlan && isTrouble(piece, matcher) && prospects.test(normal.slice(piece.from, piece.from + 80));
    if (plan !== undefined && (prospect || (reached === plan && isTrouble(piece, matcher)))) {
      // “存在的不足和今后打算”: one heading for both, told apart by how the paragraphs begin.
      reached = plan;
      result.push(moved(piece, piece.from, piece.to, plan));
      continue;
    }
    if (!late || !isOpen(piece, matcher)) {
      if (!(piece.target.type === 'section' && piece.target.heading)) reached = null;
      result.push(piece);
      continue;
    }
    const last = result.at(-1);
    // A paragraph that the copying broke in two goes on in the next line.
    const brokenOff = last !== undefined && !/[。;:!?.]["”』」)]?$/.test(normal.slice(last.from, last.to));
    const cut = wantPlan ? planStart(normal, piece) : -1;
    const head = cut < 0 ? piece.to : cut;
    if (head > piece.from) {
      const text = normal.slice(piece.from, Math.min(head, piece.from + 400));
      if (wantIssues && troubles.test(text) && (troublesOpening.test(text) || reached === issues)) {
        reached = issues;
      } else if (reached !== issues || !(brokenOff || /^[(\u2460-\u2473一二三四五其]/.test(text))) {
        if (reached !== plan) reached = null;
      }
      result.push(reached === null ? { ...piece, to: head } : moved(piece, piece.from, head, reached));
    }
    if (cut >= 0 && plan !== undefined) {
      reached = plan;
      result.push(moved(piece, cut, piece.to, plan));
    }
  }
  return withWorkBefore(result, matcher);
}

function isOpen(piece: Piece, matcher: SectionMatcher): boolean {
  const { target } = piece;
  if (target.type === 'unplaced') return target.kind === 'preamble';
  return target.type === 'section' && !target.heading && matcher.serves(target.key, 'work');
}

function isTrouble({ target }: Piece, matcher: SectionMatcher): boolean {
  return target.type === 'section' && !target.heading && matcher.serves(target.key, 'issues', 'causes');
}

/** Where a sentence about the future begins, in a paragraph that is no numbered part of the work. */
function planStart(normal: string, piece: Piece): number {
  const text = normal.slice(piece.from, piece.to);
  for (const sentence of text.matchAll(/(?:^|[。;!?])["”』」)]?\s{0,2}/g)) {
    const at = sentence.index + sentence[0].length;
    if (prospects.test(text.slice(at, at + 80))) return piece.from + at;
  }
  return -1;
}

function moved(piece: Piece, from: number, to: number, key: string): Piece {
  return {
    from,
    to,
    report: piece.report,
    target: { type: 'section', key, heading: false, confidence: guess, why: '段落开头的话' },
  };
}

/**
 * Where nothing counts as work done, the paragraphs in front of problems and plans tell of it; what only
 * says that a report follows stays in front.
 */
function withWorkBefore(pieces: Piece[], matcher: SectionMatcher): Piece[] {
  const work = matcher.keysOf('work')[0];
  const keys = pieces.flatMap(({ target }) => (target.type === 'section' ? [target.key] : []));
  if (work === undefined || keys.length === 0 || keys.includes(work)) return pieces;
  const first = pieces.findIndex((piece) => piece.target.type === 'section');
  return pieces.map((piece, index) => {
    const { target, from, to } = piece;
    const opening = target.type === 'unplaced' && target.kind === 'preamble' && index < first;
    return opening && to - from >= shortestWork ? moved(piece, from, to, work) : piece;
  });
}
