import type { ContentComparison } from '@domain/comparison';
import type {
  Audience,
  Comment,
  Finding,
  Likeness,
  OrgKind,
  Page,
  Report,
  ReportContent,
  ReportEvent,
  ReportRow,
  Revision,
  RevisionItem,
  Scope,
} from './contract';
import { answer, client, ifMatch } from './http';
import { allPages, type Whole } from './pages';
import type { components } from './schema';

export interface ReportFilter {
  cycle?: string;
  under?: string;
  state?: string;
  org?: string;
  tier?: OrgKind;
  /** Past due and not handed in, or, where false, everything else. */
  overdue?: boolean;
  /** Under review, past the date of its step. */
  overtime?: boolean;
  page?: number;
  pageSize?: number;
  sort?: string;
}

export const listReports = (filter: ReportFilter) =>
  answer<Page<ReportRow>>(client.GET('/api/v1/reports', { params: { query: { ...filter } } }));

/** Every page of a list of reports, in order; at most `limit` rows. */
export const listAllReports = async (filter: ReportFilter, limit?: number): Promise<ReportRow[]> =>
  (await wholeReports(filter, limit)).items;

/** The same with the number that there are. */
export const wholeReports = (filter: ReportFilter, limit?: number): Promise<Whole<ReportRow>> =>
  allPages((window) => listReports({ ...filter, ...window }), limit);

export const getReport = (id: string) =>
  answer<Report>(client.GET('/api/v1/reports/{id}', { params: { path: { id } } }));

/** What is sent of the content: problems made on the page carry no id yet. */
export interface ContentDraft {
  sections: { key: string; body: string }[];
  indicators: Record<string, number>;
  problems: (Omit<ReportContent['problems'][number], 'id'> & { id?: string })[];
  unplaced?: string;
}

export const saveContent = (id: string, content: ContentDraft, version: number) =>
  answer<Report>(
    client.PUT('/api/v1/reports/{id}/content', {
      params: { path: { id }, header: ifMatch(version) },
      body: content as never,
    }),
  );

/** An item of the rectification ledger as a report shows it. */
export type ListedItem = components['schemas']['ListedItemDto'];

/** The unit's items: as they stand for who writes, as they were frozen with the revision for others. */
export const getReportItems = async (id: string, revision?: number) =>
  (
    await answer<components['schemas']['ReportItemsDto']>(
      client.GET('/api/v1/reports/{id}/rectifications', { params: { path: { id }, query: { revision } } }),
    )
  ).list;

export const getChecks = async (id: string): Promise<Finding[]> =>
  (
    await answer<{ findings: Finding[] }>(
      client.GET('/api/v1/reports/{id}/checks', { params: { path: { id } } }),
    )
  ).findings;

/** Passages shared with other reports; the other text only where the caller may read it too. */
export const getLikeness = (id: string) =>
  answer<Likeness>(client.GET('/api/v1/reports/{id}/likeness', { params: { path: { id } } }));

export const getComments = async (id: string): Promise<Comment[]> =>
  (
    await allPages((window) =>
      answer<Page<Comment>>(
        client.GET('/api/v1/reports/{id}/comments', { params: { path: { id }, query: window } }),
      ),
    )
  ).items;

/** The whole history: a report that went to and fro for years still shows its last act. */
export const getEvents = async (id: string): Promise<ReportEvent[]> =>
  (
    await allPages((window) =>
      answer<Page<ReportEvent>>(
        client.GET('/api/v1/reports/{id}/events', { params: { path: { id }, query: window } }),
      ),
    )
  ).items;

export const getRevision = (id: string, revision: number) =>
  answer<Revision>(
    client.GET('/api/v1/reports/{id}/revisions/{number}', { params: { path: { id, number: revision } } }),
  );

/** What was handed in so far, the oldest first. */
export const getRevisions = async (id: string): Promise<RevisionItem[]> =>
  (
    await answer<{ items: RevisionItem[] }>(
      client.GET('/api/v1/reports/{id}/revisions', { params: { path: { id } } }),
    )
  ).items;

/** What changed up to what the caller sees now, the working copy for the author's side. */
export const getComparison = (id: string, from: number | 'last-year') =>
  answer<ContentComparison>(
    client.GET('/api/v1/reports/{id}/diff', { params: { path: { id }, query: { from: from as never } } }),
  );

export interface NewComment {
  anchor: Comment['anchor'];
  body: string;
  blocking?: boolean;
}

export const addComment = (id: string, comment: NewComment) =>
  answer<Comment>(
    client.POST('/api/v1/reports/{id}/comments', {
      params: { path: { id } },
      body: { ...comment, blocking: comment.blocking ?? false },
    }),
  );
export const replyTo = (commentId: string, body: string) =>
  answer<Comment>(
    client.POST('/api/v1/comments/{id}/replies', { params: { path: { id: commentId } }, body: { body } }),
  );
export const resolveComment = (commentId: string) =>
  answer<Comment>(client.POST('/api/v1/comments/{id}/resolve', { params: { path: { id: commentId } } }));

export interface ReturnBody {
  revision: number;
  note: string;
  to?: 'author' | number;
  resume?: 'route' | 'here';
  scope?: Scope;
  dueAt?: string;
}

export interface TransitionBody {
  submit: { nil?: { reason: string }; note?: string };
  withdraw: { note?: string };
  approve: { revision: number; note?: string; grade?: string };
  return: ReturnBody;
  recall: { note?: string };
  transfer: { toUserId: string; note?: string };
  reopen: { reason: string };
  decline: { reason: string };
  publish: { audience: Audience; review: { secrecy: true; necessity: true; accuracy: true } };
  retract: { reason: string };
  waive: { reason: string };
  reinstate: { reason: string };
  extend: { dueAt: string; reason: string };
  urge: { note?: string };
  'skip-step': { reason: string };
  reroute: { reason: string };
}

export type TransitionName = keyof TransitionBody;

/** Carries out one transition of the report's life; answers with the report afterwards. */
export const transition = <A extends TransitionName>(
  id: string,
  action: A,
  body: TransitionBody[A],
  version?: number,
) =>
  answer<Report>(
    client.POST(`/api/v1/reports/{id}/${action}` as '/api/v1/reports/{id}/submit', {
      params: { path: { id }, ...(version === undefined ? {} : { header: ifMatch(version) }) },
      body: body as never,
    }),
  );

export interface BulkResult {
  id: string;
  ok: boolean;
  state?: string;
  problem?: { code: string; title: string; detail?: string };
}

export const bulk = (
  action: 'approve' | 'return' | 'waive' | 'extend' | 'urge',
  items: { id: string; revision?: number }[],
  body: Record<string, unknown>,
  dryRun: boolean,
) =>
  answer<{ results: BulkResult[] }>(
    client.POST(`/api/v1/reports/bulk/${action}` as '/api/v1/reports/bulk/approve', {
      body: { items, body: body as never, dryRun },
    }),
  );

export const grantExtension = (id: string, dueAt: string, note?: string) =>
  answer(client.POST('/api/v1/extensions/{id}/grant', { params: { path: { id } }, body: { dueAt, note } }));
export const denyExtension = (id: string, reason: string) =>
  answer(client.POST('/api/v1/extensions/{id}/deny', { params: { path: { id } }, body: { reason } }));

export type ImportProposal = components['schemas']['ImportAnswer'];

export function proposeImport(id: string, source: File | string): Promise<ImportProposal> {
  if (typeof source === 'string')
    return answer(
      client.POST('/api/v1/reports/{id}/import', { params: { path: { id } }, body: { text: source } }),
    );
  const form = new FormData();
  form.append('file', source);
  return answer(
    client.POST('/api/v1/reports/{id}/import', {
      params: { path: { id } },
      body: form as never,
      bodySerializer: (body) => body as unknown as FormData,
    }),
  );
}

export const documentAddress = (id: string, format: 'docx' | 'pdf' | 'txt', revision?: number): string =>
  `/api/v1/reports/${id}/document?format=${format}${revision ? `&revision=${revision}` : ''}`;
