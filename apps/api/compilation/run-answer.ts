import { problem } from '@domain/problems';
import type { CompilationRun } from '@features/compilation';
import { problemDocument } from '@platform/http';
import type { CompilationRunAnswer } from './compilation.dto';

/** A run as it is shown, its problem in the reader's language. */
export function runAnswer(run: CompilationRun, language: 'zh' | 'en'): CompilationRunAnswer {
  const { id, reportId, state, done, total, expectedVersion, requestedAt, finishedAt } = run;
  const refusal =
    run.problem && problem(run.problem.code, run.problem.params, { errors: run.problem.errors });
  return {
    id,
    reportId,
    state,
    sources: { done, total },
    expectedVersion,
    problem: refusal && problemDocument(refusal, language),
    requestedAt,
    finishedAt,
  };
}
