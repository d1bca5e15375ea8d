import { browserStorage } from '../../kit/browser-storage';
import { freshId } from '../../kit/fresh-id';
import type { LocalCopy } from './saving-state';

/** How long other tabs have to say that a copy is theirs. */
const askMs = 400;

const prefixOf = (userId: string, reportId: string): string => `baoshen.draft.${userId}.${reportId}.`;

/** The copies of one report in this browser: one of each page that has something the server has not. */
export function localCopies(userId: string, reportId: string) {
  const prefix = prefixOf(userId, reportId);
  return {
    /** False where the browser keeps nothing. */
    keep: (copy: LocalCopy): boolean => browserStorage.write(prefix + copy.page, JSON.stringify(copy)),
    forget: (page: string): void => browserStorage.remove(prefix + page),
    all: (): LocalCopy[] =>
      browserStorage.keys(prefix).flatMap((key) => {
        try {
          return [JSON.parse(browserStorage.read(key) ?? '') as LocalCopy];
        } catch {
          return [];
        }
      }),
  };
}

type TabMessage =
  | { kind: 'who is here'; ask: string }
  | { kind: 'here'; ask: string; page: string }
  | { kind: 'joined'; version: number }
  | { kind: 'saved'; version: number };

const channelOf = (reportId: string) => new BroadcastChannel(`baoshen.report.${reportId}`);

/**
 * This page among the tabs that write the same report. It asks at once what the others know: what they saved between its
 * reading the report and its joining them, nobody has told it. `version`: that this page knows.
 */
export function joinTabs(
  reportId: string,
  page: string,
  version: () => number,
  onSaved: (version: number) => void,
) {
  const channel = channelOf(reportId);
  const say = (message: TabMessage) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'who is here') say({ kind: 'here', ask: data.ask, page });
    if (data.kind === 'joined' && data.version < version()) say({ kind: 'saved', version: version() });
    if (data.kind === 'saved') onSaved(data.version);
  };
  say({ kind: 'joined', version: version() });
  return {
    tell: (saved: number) => say({ kind: 'saved', version: saved }),
    leave: () => channel.close(),
  };
}

/** What pages that are open no more left behind; those that are say so themselves, to this question alone. */
export async function copiesOfClosedTabs(userId: string, reportId: string): Promise<LocalCopy[]> {
  const copies = localCopies(userId, reportId).all();
  if (copies.length === 0) return [];
  const ask = freshId();
  const open = new Set<string>();
  const channel = channelOf(reportId);
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'here' && data.ask === ask) open.add(data.page);
  };
  channel.postMessage({ kind: 'who is here', ask } satisfies TabMessage);
  await new Promise((done) => setTimeout(done, askMs));
  channel.close();
  return copies.filter(({ page }) => !open.has(page));
}
