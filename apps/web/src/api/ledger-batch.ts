import type { Page } from './contract';
import { answer, client, ifMatch } from './http';
import { allPages, type Whole } from './pages';
import type { components } from './schema';

type Schemas = components['schemas'];

/** Where items come from together. */
export type Batch = Schemas['RectificationBatchDto'];
export type NewBatch = Schemas['NewBatchBody'];
export type BatchChange = Schemas['BatchPatchBody'];
export type Summary = Schemas['LedgerSummaryDto'];
export type Figures = Schemas['ItemFiguresDto'];
export type FigureGroup = 'unit' | 'source' | 'category' | 'batch';
export type CurveDay = Schemas['CurveDayDto'];
export type Sample = Schemas['LookBackSampleDto'];
export type SampleBody = Schemas['SampleBody'];
export type ImportAnswer = Schemas['ItemImportAnswer'];

/** Batches of the caller's units, of those above and of those below, the newest first. */
export const listBatches = (): Promise<Whole<Batch>> =>
  allPages(
    (window) =>
      answer<Page<Batch>>(client.GET('/api/v1/rectification-batches', { params: { query: window } })),
    400,
  );

export const getBatch = (id: string) =>
  answer<Batch>(client.GET('/api/v1/rectification-batches/{id}', { params: { path: { id } } }));

export const createBatch = (body: NewBatch) =>
  answer<Batch>(client.POST('/api/v1/rectification-batches', { body }));

export const changeBatch = ({ id, version }: Batch, body: BatchChange) =>
  answer<Batch>(
    client.PATCH('/api/v1/rectification-batches/{id}', {
      params: { path: { id }, header: ifMatch(version) as never },
      body,
    }),
  );

/** Which figures; empty texts narrow nothing. */
export interface FigureScope {
  batch?: string;
  /** Code of a unit. */
  under?: string;
  source?: string;
  /** YYYY-MM-DD; the figures at the end of this day. */
  asOf?: string;
}

export const getSummary = (scope: FigureScope & { by: FigureGroup }) =>
  answer<Summary>(client.GET('/api/v1/rectifications/summary', { params: { query: { ...scope } as never } }));

export const getCurve = async (scope: FigureScope & { from: string }): Promise<CurveDay[]> =>
  (
    await answer<{ days: CurveDay[] }>(
      client.GET('/api/v1/rectifications/curve', { params: { query: { ...scope } as never } }),
    )
  ).days;

/** The same unit, batch, share and seed draw the same again, whoever draws. */
export const drawSample = (body: SampleBody) =>
  answer<Sample>(client.POST('/api/v1/rectification-samples', { body }));

/** Items of a batch from a table; with `dryRun` every row is told and nothing written, with `partial` the good rows are taken. */
export function importItems(
  batch: string,
  source: File | string,
  query: { dryRun: boolean; partial: boolean },
): Promise<ImportAnswer> {
  const params = { path: { id: batch }, query };
  if (typeof source === 'string')
    return answer(
      client.POST('/api/v1/rectification-batches/{id}/import', { params, body: { text: source } as never }),
    );
  const form = new FormData();
  form.append('file', source);
  return answer(client.POST('/api/v1/rectification-batches/{id}/import', { params, body: form as never }));
}
