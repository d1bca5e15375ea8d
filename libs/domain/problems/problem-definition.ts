/** Statuses a problem may carry (design 2.3). */
export type ProblemStatus = 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 500 | 503;

/**
 * One entry of the catalogue. `detail` texts may name parameters in braces: `{actual}`; a parameter
 * that was not given is shown as an empty string.
 */
export interface ProblemDefinition {
  status: ProblemStatus;
  /** What the problem is, in Chinese, the same for every occurrence. */
  title: string;
  /** What to do about it, in Chinese. */
  detail: string;
  /** The same in English, one sentence. */
  english: string;
}

/** A file of the catalogue: `export const importProblems = {...} as const satisfies ProblemCatalogue`. */
export type ProblemCatalogue = Record<string, ProblemDefinition>;
