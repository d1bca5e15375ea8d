import { type Claim, sureEnough } from './claim';
import { sumOfYear } from './whole-year';

export interface Choice<Mention extends Claim = Claim> {
  /** Null where one cannot tell which of the mentions is the value. */
  chosen: Mention | null;
  /** The other mentions, or all of them where nothing is chosen; the likeliest first. */
  others: Mention[];
}

/** Two mentions that say the same are surer than one. */
const agreement = 0.03;
const contradicted = 0.45;
const surelyTotal = 0.75;

/**
 * What an indicator's mentions in one report come to. A total beats its parts; mentions of one strength that say different
 * things leave the value open: a wrong figure is worse than a missing one.
 */
export function choose<Mention extends Claim>(claims: readonly Mention[]): Choice<Mention> {
  const ordered = [...claims, ...sumOfYear(claims)].sort(
    (a, b) => rank(b) - rank(a) || b.confidence - a.confidence || a.from - b.from,
  );
  const best = ordered[0];
  if (best === undefined) return { chosen: null, others: [] };
  const rivals = ordered.filter(
    (claim) =>
      claim !== best && rank(claim) === rank(best) && claim.value !== best.value && !within(claim, best),
  );
  const same = ordered.filter((claim) => claim.value === best.value && claim !== best).length;
  const confidence = round(
    rivals.length > 0 ? contradicted : Math.min(0.99, best.confidence + (same > 0 ? agreement : 0)),
  );
  const sure = confidence >= sureEnough && best.standing !== 'doubt' && best.standing !== 'part';
  const settled = { ...best, confidence };
  return sure
    ? { chosen: settled, others: ordered.filter((claim) => claim !== best) }
    : {
        chosen: null,
        others: [
          { ...settled, confidence: Math.min(confidence, contradicted) },
          ...ordered.filter((claim) => claim !== best),
        ],
      };
}

function rank({ table, standing, confidence }: Claim): number {
  // A total that is hardly its indicator's beats nothing.
  const own =
    standing === 'total' && confidence < surelyTotal
      ? 2
      : { total: 3, result: 2, part: 1, doubt: 0 }[standing];
  return table && own >= 2 ? own + 2 : own;
}

/** A mention that only says less exactly what another one says: 10余次 and 12次. */
function within(rough: Claim, exact: Claim): boolean {
  return (
    rough.qualifier !== undefined && exact.qualifier === undefined && rough.confidence < exact.confidence
  );
}

function round(confidence: number): number {
  return Math.round(Math.max(0.1, confidence) * 100) / 100;
}
