import type { Page } from './contract';
import { handOver } from './export';
import { answer, client, ifMatch } from './http';
import { allPages, type Whole } from './pages';
import type { components } from './schema';

type Schemas = components['schemas'];

/** An item of the rectification ledger as lists show it. */
export type ItemRow = Schemas['RectificationItemDto'];
export type Item = Schemas['RectificationDto'];
export type ItemEvent = Schemas['ItemEventDto'];
export type Measure = Schemas['MeasureDto'];
export type NewMeasure = Schemas['NewMeasureBody'];
export type ItemState = ItemRow['state'];

export type ItemFlag =
  | 'overdue'
  | 'late_claim'
  | 'stalled'
  | 'extended'
  | 'relapsed'
  | 'no_verifier'
  | 'source_changed';

/** Which items a list is about; empty texts narrow nothing. */
export interface ItemScope {
  /** Several separated by commas. */
  state?: string;
  flag?: string;
  batch?: string;
  /** Code of a unit with all below it. */
  under?: string;
  /** Code of exactly this unit. */
  org?: string;
  q?: string;
}

export interface ItemFilter extends ItemScope {
  page?: number;
  pageSize?: number;
}

/** Begins the key of whatever is asked of the ledger: what changes there asks for all of it anew. */
export const ledgerKey = ['ledger'];

export const listItems = (filter: ItemFilter) =>
  answer<Page<ItemRow>>(client.GET('/api/v1/rectifications', { params: { query: { ...filter } as never } }));

/** The items that are not settled, what is due first; at most `most` of them. */
export const livingItems = (most: number): Promise<Whole<ItemRow>> =>
  allPages((window) => listItems({ state: 'assigned,open,in_verification,sustained', ...window }), most);

export const getItem = (id: string) =>
  answer<Item>(client.GET('/api/v1/rectifications/{id}', { params: { path: { id } } }));

/** The whole history; an item lives for years. */
export const getItemEvents = async (id: string): Promise<ItemEvent[]> =>
  (
    await allPages((window) =>
      answer<Page<ItemEvent>>(
        client.GET('/api/v1/rectifications/{id}/events', { params: { path: { id }, query: window } }),
      ),
    )
  ).items;

export const enterItem = (
  body: Pick<Schemas['EnterItemBody'], 'org' | 'source' | 'problem' | 'cause' | 'dueOn'>,
) => answer<Item>(client.POST('/api/v1/rectifications', { body }));

export interface ItemActBody {
  claim: Schemas['ClaimBody'];
  dispute: Schemas['ItemReasonBody'];
  answer: Schemas['AnswerDisputeBody'];
  progress: Schemas['ProgressBody'];
  plan: Schemas['PlanBody'];
  extend: Schemas['ExtendItemBody'];
  close: Schemas['CloseItemBody'];
  withdraw: Schemas['ItemNoteBody'];
  verify: Schemas['VerifyBody'];
  reject: Schemas['RejectBody'];
  recall: Schemas['ItemNoteBody'];
  check: Schemas['CheckBody'];
  reassign: Schemas['ReassignBody'];
  void: Schemas['VoidBody'];
  urge: Schemas['UrgeItemBody'];
  transfer: Schemas['TransferItemBody'];
  'skip-step': Schemas['ItemReasonBody'];
}

/** The acts that the page has a form for. */
export type ItemAct = keyof ItemActBody;

/** Carries out one act; answers with the item afterwards. */
export const actOnItem = <A extends ItemAct>(id: string, act: A, body: ItemActBody[A]) =>
  answer<Item>(
    client.POST(`/api/v1/rectifications/{id}/${act}` as '/api/v1/rectifications/{id}/progress', {
      params: { path: { id } },
      body: body as never,
    }),
  );

/** Changes names and category, or answers the renewed text of the report. */
export const amendItem = (item: Item, body: Schemas['AmendBody']) =>
  answer<Item>(
    client.PATCH('/api/v1/rectifications/{id}', {
      params: { path: { id: item.id }, header: ifMatch(item.version) as never },
      body,
    }),
  );

/** 催办 of many, at most 200 at once, each for itself. */
export const urgeItems = async (ids: string[]) =>
  (
    await answer<Schemas['BulkItemAnswer']>(
      client.POST('/api/v1/rectifications/bulk/urge', {
        body: { items: ids.map((id) => ({ id })) } as never,
      }),
    )
  ).results;

/** The items of a list and the figures of their units as a spreadsheet. */
export async function saveItems(scope: ItemScope, name: string): Promise<void> {
  const file = await answer<Blob>(
    client.GET('/api/v1/rectifications.xlsx', { params: { query: { ...scope } as never }, parseAs: 'blob' }),
  );
  handOver(file, `${name}.xlsx`);
}
