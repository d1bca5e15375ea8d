import type { ReportContent, TemplateDefinition } from '../../api/contract';
import { type Draft, toContent, toDraft } from './draft';
import { step } from './saving';
import {
  beginSaving,
  copyOf,
  type Effect,
  isDirty,
  isUnsaved,
  type Known,
  type LocalCopy,
  type Saving,
  type SavingEvent,
} from './saving-state';
import { type Choice, contested, merge, partOf } from './two-texts';

const template = {
  sections: [{ key: 'work' }, { key: 'plan' }],
  indicators: [{ key: 'days', unit: '次' }],
} as unknown as TemplateDefinition;
const asSent = (draft: Draft, saved: Draft) =>
  toContent(draft, saved, { units: { days: '次' }, today: '2026-11-29' });

export type Place = 'work' | 'plan' | 'problems';

/** Every word typed is one of its kind, so that a lost one can be named. */
export const wordsOf = (draft: Draft): Set<string> =>
  new Set(
    [...Object.values(draft.sections), ...draft.problems.flatMap((row) => [row.problem, row.cause ?? ''])]
      .join(' ')
      .match(/w\d+/g) ?? [],
  );

export type Outcome = 'arrives' | 'lost' | 'refused' | 'expired' | 'someone else';

interface Request {
  draft: Draft;
  base: Draft;
  version: number;
  answer: 'saved' | 'stale' | null;
  content?: ReportContent;
  savedAs?: number;
}

export interface Tab {
  page: string;
  browser: number;
  saving: Saving;
  request: Request | null;
  fetching: boolean;
  waits: boolean;
  hears: boolean;
  /** The other text that somebody looks at while choosing. */
  seen: Known | null;
}

/** A server, browsers with their storage and tabs, and every message between them still on its way. */
export class World {
  version = 1;
  content: ReportContent = {
    sections: [{ key: 'work', title: '', body: 'w0' }],
    indicators: { days: 3 },
    problems: [],
    unplaced: '',
  };
  readonly stores = [new Map<string, LocalCopy>(), new Map<string, LocalCopy>()];
  tabs: Tab[] = [];
  readonly dropped = new Set<string>();
  readonly typed = new Set<string>(['w0']);
  private count = 0;
  private ids = 0;

  constructor() {
    for (const browser of [0, 0, 1]) this.open(browser);
  }

  serverText = (): Draft => toDraft(this.content, template);
  private fresh = (prefix: string) => `${prefix}${++this.count}`;

  open(browser: number): void {
    const store = this.stores[browser] ?? new Map<string, LocalCopy>();
    const live = new Set(this.tabs.map(({ page }) => page));
    const copies = [...store.values()].filter(({ page }) => !live.has(page));
    const saving = beginSaving({ draft: this.serverText(), version: this.version }, copies);
    const tab: Tab = {
      page: this.fresh('page'),
      browser,
      saving,
      request: null,
      fetching: false,
      waits: false,
      hears: false,
      seen: null,
    };
    this.tabs.push(tab);
    this.happen(tab, { kind: 'due' });
  }

  happen(tab: Tab, event: SavingEvent): void {
    const [next, effects] = step(tab.saving, event, asSent);
    tab.saving = next;
    for (const effect of effects) this.carryOut(tab, effect);
  }

  private carryOut(tab: Tab, effect: Effect): void {
    const store = this.stores[tab.browser];
    if (effect.kind === 'send') {
      if (tab.request) throw new Error('two saves of one tab at once');
      const { draft, base, version } = effect;
      tab.request = { draft, base, version, answer: null };
    } else if (effect.kind === 'fetch') tab.fetching = true;
    else if (effect.kind === 'wait') tab.waits = true;
    else if (effect.kind === 'keep') store?.set(tab.page, copyOf(tab.saving, tab.page, ++this.count));
    else if (effect.kind === 'forget') store?.delete(tab.page);
    else if (effect.kind === 'taken') store?.delete(effect.copy.page);
    else
      for (const other of this.tabs) if (other !== tab && other.browser === tab.browser) other.hears = true;
  }

  type(tab: Tab, place: Place): void {
    const word = this.fresh('w');
    this.typed.add(word);
    const { draft } = tab.saving;
    const next = structuredClone(draft);
    const [row] = next.problems;
    if (place !== 'problems') next.sections[place] = `${next.sections[place] ?? ''} ${word}`;
    else if (row && this.count % 2) row.cause = `${row.cause ?? ''} ${word}`;
    else next.problems.push({ key: this.fresh('key'), problem: word });
    this.happen(tab, { kind: 'typed', draft: next });
  }

  figure(tab: Tab, text: string): void {
    const { draft } = tab.saving;
    this.happen(tab, { kind: 'typed', draft: { ...draft, indicators: { ...draft.indicators, days: text } } });
  }

  /** The server takes what is on its way; the answer is then still on its way back. */
  deliver({ request }: Tab): void {
    if (!request || request.answer) return;
    if (request.version !== this.version) {
      request.answer = 'stale';
      return;
    }
    expect(toContent(request.base, request.base, { units: { days: '次' }, today: '2026-11-29' })).toEqual(
      asSent(this.serverText(), this.serverText()),
    );
    this.write(asSent(request.draft, request.base));
    Object.assign(request, { answer: 'saved', content: this.content, savedAs: this.version });
  }

  private write(sent: ReturnType<typeof asSent>): void {
    const before = wordsOf(this.serverText());
    this.version += 1;
    const problems = sent.problems.map((row) => ({ ...row, id: row.id ?? `id${++this.ids}` }));
    this.content = structuredClone({ ...sent, problems, unplaced: '' }) as ReportContent;
    const after = wordsOf(this.serverText());
    const gone = [...before].filter((word) => !after.has(word) && !this.dropped.has(word));
    if (gone.length > 0) throw new Error(`overwritten without a choice: ${gone.join(' ')}`);
  }

  respond(tab: Tab, how: Outcome): void {
    const { request } = tab;
    if (!request || (request.answer === null && how === 'arrives')) return;
    tab.request = null;
    this.happen(tab, this.outcomeOf(request, how));
  }

  private outcomeOf({ answer, content, savedAs = 0 }: Request, how: Outcome): SavingEvent {
    // Whoever was refused was not saved.
    const lost = how === 'lost' || (how !== 'arrives' && answer === 'saved');
    if (lost) return { kind: 'failed', trouble: { kind: 'unreachable', offline: false } };
    if (how === 'refused') return { kind: 'failed', trouble: { kind: how, text: '' } };
    if (how !== 'arrives') return { kind: 'failed', trouble: { kind: how } };
    if (answer === 'stale') return { kind: 'stale' };
    return { kind: 'answered', content: content ?? null, version: savedAs, at: ++this.count };
  }

  save(tab: Tab): void {
    this.happen(tab, { kind: 'due', asked: true });
    this.deliver(tab);
    this.respond(tab, 'arrives');
    this.fetched(tab, true);
  }

  known = () => ({ draft: this.serverText(), version: this.version });

  fetched(tab: Tab, arrives: boolean): void {
    if (!tab.fetching) return;
    tab.fetching = false;
    if (arrives) this.happen(tab, { kind: 'newest', known: this.known(), at: ++this.count });
    else this.happen(tab, { kind: 'failed', trouble: { kind: 'unreachable', offline: false } });
  }

  hear(tab: Tab): void {
    if (!tab.hears) return;
    tab.hears = false;
    this.happen(tab, { kind: 'elsewhere', known: this.known() });
  }

  /** Opens the two texts; what is chosen later is chosen upon these. */
  look(tab: Tab): void {
    tab.seen ??= tab.saving.theirs;
  }

  choose(tab: Tab, choice: Choice): void {
    const { base, draft } = tab.saving;
    const theirs = tab.seen ?? tab.saving.theirs;
    tab.seen = null;
    if (!theirs || theirs.version !== tab.saving.theirs?.version) return;
    const parts = contested(base, draft, theirs.draft).map((part) => [partOf(part), choice] as const);
    const merged = merge(base, draft, theirs.draft, Object.fromEntries(parts));
    const kept = wordsOf(merged);
    this.happen(tab, { kind: 'chosen', draft: merged, seen: theirs.version });
    for (const word of [...wordsOf(theirs.draft), ...wordsOf(draft)])
      if (!kept.has(word)) this.dropped.add(word);
  }

  /** The server compiles upon the version of a tab that held still, as long as nobody else saved. */
  compile(tab: Tab): void {
    const { saving, request } = tab;
    if (request || saving.sent || saving.theirs || saving.trouble || saving.version !== this.version) return;
    this.happen(tab, { kind: 'held', on: true });
    const word = this.fresh('w');
    this.typed.add(word);
    const text = this.serverText();
    text.sections.plan = `${text.sections.plan ?? ''} ${word}`;
    this.write(asSent(text, text));
    this.happen(tab, { kind: 'compiled', known: this.known() });
    // What was typed meanwhile in the same part stands, as the page says beforehand.
    if (!wordsOf(tab.saving.draft).has(word) && !tab.saving.compiled) this.dropped.add(word);
    if (tab.saving.compiled) this.happen(tab, { kind: 'composing', on: false });
    if (!wordsOf(tab.saving.draft).has(word)) this.dropped.add(word);
    this.happen(tab, { kind: 'held', on: false });
  }

  close(tab: Tab): void {
    this.tabs = this.tabs.filter((other) => other !== tab);
  }

  reload(tab: Tab): void {
    // What was on its way still arrives.
    if (tab.request && this.count % 2) this.deliver(tab);
    this.close(tab);
    this.open(tab.browser);
  }

  /** Everything comes to rest: all is reachable again, and whoever has a choice keeps both. */
  settle(): void {
    for (let round = 0; round < 200; round++) {
      for (const [browser, store] of this.stores.entries()) {
        const live = new Set(this.tabs.map(({ page }) => page));
        if ([...store.keys()].some((page) => !live.has(page))) this.open(browser);
      }
      let quiet = true;
      for (const tab of this.tabs) {
        this.happen(tab, { kind: 'composing', on: false });
        this.deliver(tab);
        this.respond(tab, 'arrives');
        this.fetched(tab, true);
        this.choose(tab, 'both');
        // Until it can be read, it keeps the copies of closed tabs waiting.
        if (tab.saving.draft.indicators.days === '约30') this.figure(tab, '30');
        this.hear(tab);
        this.happen(tab, { kind: 'due', asked: true });
        const { saving } = tab;
        quiet &&= !tab.request && !tab.fetching && !saving.theirs && !isDirty(saving, asSent);
        quiet &&= saving.copies.length === 0 && !isUnsaved(saving, asSent);
      }
      if (quiet) return;
    }
    throw new Error('it never comes to rest');
  }
}
