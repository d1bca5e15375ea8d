import { cycleProblems } from './cycle-problems';
import { documentProblems } from './document-problems';
import { generalProblems } from './general-problems';
import { importProblems } from './import-problems';
import { ledgerProblems } from './ledger-problems';
import { orgProblems } from './org-problems';
import type { ProblemDefinition, ProblemStatus } from './problem-definition';
import { reviewProblems } from './review-problems';

/** Every problem the product can answer with. Colleague files of the catalogue are merged here. */
export const problemCatalogue = {
  ...generalProblems,
  ...orgProblems,
  ...cycleProblems,
  ...reviewProblems,
  ...importProblems,
  ...documentProblems,
  ...ledgerProblems,
} as const;

export type ProblemCode = keyof typeof problemCatalogue;

export type ProblemParams = Record<string, string | number>;

/** What is wrong with one field; `pointer` is a JSON pointer into the request body. */
export interface FieldProblem {
  pointer: string;
  code: string;
  detail: string;
}

export interface ProblemExtras {
  errors?: FieldProblem[];
  /** The present state of what was acted on, shown with 409 and 412 (design 2.3, case 2). */
  state?: Record<string, unknown>;
}

/** Thrown by domain and features; the API's filter renders it as application/problem+json. */
export class Problem extends Error {
  readonly status: ProblemStatus;
  readonly errors: FieldProblem[];
  readonly state?: Record<string, unknown>;

  constructor(
    readonly code: ProblemCode,
    readonly params: ProblemParams = {},
    extras: ProblemExtras = {},
  ) {
    // A refusal is an answer, not a defect: nobody reads where it came from, and the trace of its stack
    // would cost more than the rules that led to it. The page's buttons alone ask for dozens.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(fill(problemCatalogue[code].english, params));
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'Problem';
    this.status = problemCatalogue[code].status;
    this.errors = extras.errors ?? [];
    if (extras.state) this.state = extras.state;
  }

  get title(): string {
    return problemCatalogue[this.code].title;
  }

  /** Chinese unless English is asked for. */
  detail(language: 'zh' | 'en' = 'zh'): string {
    const entry: ProblemDefinition = problemCatalogue[this.code];
    return fill(language === 'en' ? entry.english : entry.detail, this.params);
  }
}

/** Makes a problem of the catalogue; the caller throws it. */
export function problem(code: ProblemCode, params?: ProblemParams, extras?: ProblemExtras): Problem {
  return new Problem(code, params, extras);
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

function fill(text: string, params: ProblemParams): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')).trim();
}
