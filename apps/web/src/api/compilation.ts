import type { Page, ProblemDocument } from './contract';
import { answer, client, ifMatch } from './http';

export interface SourceOrg {
  code: string;
  name: string;
}

export interface Contributor {
  reportId: string;
  org: SourceOrg;
  revision: number;
  value: number | null;
}

/** A number computed from the reports below, with who contributed what. */
export interface IndicatorBinding {
  computed: { aggregate: string; value: string | null; contributing: number };
  contributors: Contributor[];
}

/** What a report below says in one section. */
export interface SectionText {
  reportId: string;
  org: SourceOrg;
  revision: number;
  body: string;
}

export interface Compilation {
  /** null: never compiled. */
  compiledAt: string | null;
  compiledBy: { id: string; name: string } | null;
  indicators: Record<string, IndicatorBinding>;
  overridden: { key: string; computed: string | null; value: number | null }[];
  stale: { reportId: string; org: SourceOrg; reason: 'reopened' | 'changed' | 'added' }[];
  sources: { reportId: string }[];
  /** A worker is at it, for whoever opens the page meanwhile. */
  run: CompilationRun | null;
}

export interface CompilationRun {
  id: string;
  state: 'queued' | 'reading' | 'writing' | 'done' | 'failed';
  sources: { done: number; total: number };
  /** The version of the draft that it writes on. */
  expectedVersion: number;
  problem: ProblemDocument | null;
}

export const getCompilation = (reportId: string) =>
  answer<Compilation>(client.GET('/api/v1/reports/{id}/compilation', { params: { path: { id: reportId } } }));

export const listSectionTexts = (reportId: string, section: string, page: number) =>
  answer<Page<SectionText>>(
    client.GET('/api/v1/reports/{id}/compilation/sources', {
      params: { path: { id: reportId }, query: { section, page } },
    }),
  );

/** Lets a worker compile; answers the run, also one that is already going on. */
export const startCompilation = (reportId: string, version: number) =>
  answer<CompilationRun>(
    client.POST('/api/v1/reports/{id}/compile', {
      params: { path: { id: reportId }, header: { ...ifMatch(version), Prefer: 'respond-async' } },
    }),
  );

export const getCompilationRun = (reportId: string, runId: string) =>
  answer<CompilationRun>(
    client.GET('/api/v1/reports/{id}/compilation/runs/{runId}', {
      params: { path: { id: reportId, runId } },
    }),
  );
