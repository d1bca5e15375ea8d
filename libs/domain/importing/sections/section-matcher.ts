import type { SectionDefinition } from '../../cycle/template-definition';
import { foldText } from '../../text/fold';
import { bareWording, pairLikeness, pairsOf } from '../wording';
import { deed, type SectionRole, sectionVariants, solved } from './section-variant';

/** A section that a heading names. `at` orders several of them; `strong`: the heading says little else. */
export interface SectionMatch {
  key: string;
  at: number;
  score: number;
  strong: boolean;
}

interface KnownWording {
  text: string;
  pairs: ReadonlySet<string>;
}

interface KnownSection {
  key: string;
  wordings: KnownWording[];
  roles: SectionRole[];
}

const roles = Object.keys(sectionVariants) as SectionRole[];
const longestHeading = 80;
/** Words that say whose or when, not what. */
const setting =
  /(?:20\d\d|二〇二.)年(?:上半年|下半年)?度?|本年度|今年以来|今年|全年|一年来|近年来|我[校区局园院]|中小学校?|学校|党支部|党总支|党委|支部|抓?(?:基层)?党建(?:工作)?(?:方面)?|本人|个人|年度|关于/g;
const longestStrong = 24;

/** Recognises which sections of one template a heading names (design 1.7). */
export class SectionMatcher {
  private readonly sections: KnownSection[];

  constructor(definitions: SectionDefinition[]) {
    this.sections = definitions.map((definition) => {
      const wordings = [definition.title, ...definition.aliases].map((wording) =>
        bareWording(foldText(wording)),
      );
      return {
        key: definition.key,
        wordings: wordings.map((text) => ({ text, pairs: pairsOf(text) })),
        roles: rolesOf(wordings),
      };
    });
  }

  /** The section keys that serve a role, in the template's order. */
  keysOf(role: SectionRole): string[] {
    return this.sections.filter((section) => section.roles.includes(role)).map((section) => section.key);
  }

  /** Whether a section serves one of the roles. */
  serves(key: string | null, ...asked: SectionRole[]): boolean {
    const section = this.sections.find((known) => known.key === key);
    return section?.roles.some((role) => asked.includes(role)) ?? false;
  }

  /** Matches in the order in which the heading names them; `heading` is half-width, without its number. */
  match(heading: string): SectionMatch[] {
    const words = heading.slice(0, longestHeading);
    const bare = bareWording(words);
    if (bare.length < 2) return [];
    const found = new Map<string, SectionMatch>();
    const keep = (match: SectionMatch) => {
      const known = found.get(match.key);
      if (known === undefined) found.set(match.key, match);
      else
        found.set(match.key, {
          key: match.key,
          at: Math.min(known.at, match.at),
          score: Math.max(known.score, match.score),
          strong: known.strong || match.strong,
        });
    };
    const clause = bareWording(/^[^,;:。、 ]*/.exec(words)?.[0] ?? '');
    const asked = { words, bare, clause, pairs: pairsOf(bare) };
    for (const section of this.sections) for (const match of byWording(section, asked)) keep(match);
    for (const match of this.byRole(words)) keep(match);
    return tidy(
      [...found.values()].sort((a, b) => a.at - b.at),
      words,
      this,
    );
  }

  private byRole(words: string): SectionMatch[] {
    const core = words.replace(setting, (word) => ' '.repeat(word.length));
    const spans = roles.flatMap((role) => roleSpans(role, core));
    const length = bareWording(core).length;
    if (length === 0) return [];
    const covered = coverage(spans, core.length) / length;
    return spans.flatMap(({ role, at }) => {
      const keys = this.keysOf(role);
      // Where several sections share a role, only wording can tell them apart: the first stands in.
      return keys.slice(0, 1).map((key) => ({
        key,
        at,
        score: 0.65 + 0.3 * Math.min(1, covered),
        strong: covered >= 0.7 && bareWording(words).length <= longestStrong,
      }));
    });
  }
}

function rolesOf(wordings: string[]): SectionRole[] {
  for (const wording of wordings) {
    const found = roles.filter((role) => roleSpans(role, wording).length > 0);
    if (found.length > 0) return found;
  }
  return [];
}

function roleSpans(
  role: SectionRole,
  words: string,
): Array<{ role: SectionRole; at: number; length: number }> {
  return [...words.matchAll(sectionVariants[role])]
    .filter((match) => {
      const after = words.slice(match.index + match[0].length);
      if (
        role === 'issues' &&
        (solved.test(after) || /^的?(?:主要|深层|根本)?(?:原因|根源|成因)/.test(after))
      )
        return false;
      return role === 'work' || role === 'outlook' || !deed.test(words.slice(0, match.index));
    })
    .map((match) => ({ role, at: match.index, length: match[0].length }));
}

function coverage(spans: Array<{ at: number; length: number }>, length: number): number {
  const marked = new Uint8Array(length);
  for (const span of spans) marked.fill(1, span.at, span.at + span.length);
  return marked.reduce((sum, mark) => sum + mark, 0);
}

/** A heading as its wording is compared: whole, bare, its first clause, its pairs of characters. */
interface Heading {
  words: string;
  bare: string;
  clause: string;
  pairs: ReadonlySet<string>;
}

function byWording(section: KnownSection, { words, bare, clause, pairs }: Heading): SectionMatch[] {
  return section.wordings.flatMap(({ text: wording, pairs: own }) => {
    if (wording.length < 2) return [];
    if (bare === wording) return [{ key: section.key, at: 0, score: 1, strong: true }];
    if (clause === wording)
      return [{ key: section.key, at: 0, score: 0.95, strong: bare.length <= longestStrong }];
    const at = words.indexOf(wording);
    const share = wording.length / bare.length;
    if (at >= 0 && !deed.test(words.slice(0, at)) && !solved.test(words.slice(at + wording.length))) {
      return [{ key: section.key, at, score: 0.6 + 0.35 * share, strong: share >= 0.75 }];
    }
    const likeness = pairLikeness(pairs, own);
    if (likeness < 0.65) return [];
    return [{ key: section.key, at: 0, score: 0.4 + 0.4 * likeness, strong: false }];
  });
}

/** Drops what one heading names only in passing: 下一步重点工作 is a plan, not work done. */
function tidy(matches: SectionMatch[], words: string, matcher: SectionMatcher): SectionMatch[] {
  const exact = matches.find((match) => match.score === 1);
  if (exact !== undefined) return [exact];
  const first = matches[0];
  return matches.filter((match) => {
    if (match === first) {
      // “存在问题的原因”: the causes; “主要工作及存在的问题”: both.
      const next = matches[1];
      if (!matcher.serves(match.key, 'work') || next === undefined) return true;
      return /[和与及、,暨]/.test(words.slice(match.at, next.at));
    }
    return !matcher.serves(match.key, 'work');
  });
}
