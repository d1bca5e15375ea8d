import type { ProblemDocument } from './contract';

/** What the server refused, or a failure to reach it (`code` is `offline`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = 'ApiProblem';
    this.status = document.status;
    this.code = document.code;
    this.document = document;
  }
}

export const isProblem = (error: unknown, ...codes: string[]): error is ApiProblem =>
  error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));

export const isStatus = (error: unknown, status: number): error is ApiProblem =>
  error instanceof ApiProblem && error.status === status;

export const isOffline = (error: unknown): error is ApiProblem => isProblem(error, 'offline');

/** One sentence for a reader: what happened and what to do next. */
export const problemText = (error: unknown): string =>
  error instanceof ApiProblem ? error.message : error instanceof Error ? error.message : String(error);
