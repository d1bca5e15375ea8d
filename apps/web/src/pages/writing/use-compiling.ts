import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CompilationRun, getCompilationRun, startCompilation } from '../../api/compilation';
import { isProblem, problemText } from '../../api/problem';
import { getReport } from '../../api/report';
import type { DraftControl } from './use-draft';

const pollMs = 1_000;
/** A worker that is away must not keep what is typed out of the server for longer than this. */
const longestHoldMs = 60_000;

export type Compiling =
  | { kind: 'idle' }
  | { kind: 'running'; run: CompilationRun | null }
  | { kind: 'done' }
  | { kind: 'failed'; text: string };

/**
 * Orders a compilation and follows it to its end. Meanwhile nothing is saved, so that the draft is written on
 * the version that was asked for; what is typed meanwhile stays and is saved on top of the outcome.
 */
export function useCompiling(reportId: string, going: CompilationRun | null, control: DraftControl) {
  const { t } = useTranslation('writing');
  const { hold, rebaseOn, catchUp, save, latestVersion } = control;
  const [ordered, setOrdered] = useState<CompilationRun | null>(null);
  const [state, setState] = useState<Compiling>({ kind: 'idle' });
  const [over, setOver] = useState<string>();
  const found = ordered ?? going;
  const run = found?.id === over ? null : found;
  const runId = run?.id;

  const { data: latest } = useQuery({
    queryKey: ['compilation-run', reportId, runId],
    queryFn: () => getCompilationRun(reportId, runId ?? ''),
    enabled: runId !== undefined,
    refetchInterval: pollMs,
    gcTime: 0,
  });

  const fail = useCallback(
    async (code: string | undefined, text: string) => {
      const stale = code === 'stale_version';
      setState({ kind: 'failed', text: stale ? t('compile.stoppedBySave') : text });
      // The next try is to be on what was saved; without it the page learns so when it saves or tries.
      if (stale) await getReport(reportId).then(catchUp, () => undefined);
    },
    [reportId, catchUp, t],
  );

  const start = useCallback(async () => {
    setState({ kind: 'running', run: null });
    try {
      if (!(await save())) return setState({ kind: 'failed', text: t('submit.notSaved') });
      setOrdered(await startCompilation(reportId, latestVersion()));
    } catch (error) {
      await fail(isProblem(error) ? error.code : undefined, problemText(error));
    }
  }, [reportId, save, latestVersion, fail, t]);

  useEffect(() => {
    if (!runId) return;
    hold(true);
    const tooLong = setTimeout(() => hold(false), longestHoldMs);
    return () => {
      clearTimeout(tooLong);
      hold(false);
    };
  }, [runId, hold]);

  useEffect(() => {
    if (latest?.state !== 'done' && latest?.state !== 'failed') return;
    const { id, state: end, problem, expectedVersion } = latest;
    let left = false;
    const follow = async () => {
      if (end === 'failed') {
        setOver(id);
        return fail(problem?.code, problem?.detail ?? '');
      }
      const report = await getReport(reportId);
      if (left) return;
      // What was typed on another version than the compilation wrote on meets it as any other save does.
      if (latestVersion() === expectedVersion) rebaseOn(report);
      else catchUp(report);
      setOver(id);
      setState({ kind: 'done' });
    };
    follow().catch((error: unknown) => {
      if (left) return;
      setOver(id);
      setState({ kind: 'failed', text: problemText(error) });
    });
    return () => {
      left = true;
    };
  }, [latest, reportId, rebaseOn, catchUp, latestVersion, fail]);

  const shown: Compiling = runId ? { kind: 'running', run: latest ?? run } : state;
  return { state: shown, start };
}
