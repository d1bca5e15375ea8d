import { RunService } from '@features/compilation';
import type { ApiHarness, ApiHarnessOptions } from '@testing/http';
import { CompilationScenario } from './compilation-scenario';
import { type Backend, testRedisUrl } from './worker-harness';

/**
 * For an API whose jobs worker processes carry out. They go by the real clock, and so must it: what is owed since
 * long ago the sweep would queue again meanwhile.
 */
export function besideWorkers(backend: Backend): ApiHarnessOptions {
  return { now: new Date(), environment: backend === 'redis' ? { REDIS_URL: testRedisUrl } : {} };
}

/** A bureau's compilation that is ordered, and that no worker has begun. */
export async function orderCompilation(api: ApiHarness) {
  const bureau = await CompilationScenario.build(api, api.clock.now());
  const runs = api.application.get(RunService, { strict: false });
  const author = await bureau.caller('sf.reporter');
  const run = await runs.start(author, bureau.reportId, await bureau.version());
  return { bureau, run, seen: () => runs.one(bureau.reportId, run.id) };
}
