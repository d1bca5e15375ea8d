import type { ApiHarness } from '@testing/http';
import { type OpenCycleOptions, openCycle } from './open-cycle';
import { ReportDriver } from './report-driver';

/** A report of a cycle of its own, so that no test waits for another. */
export async function freshReport(
  api: ApiHarness,
  unit: string,
  options: OpenCycleOptions = {},
): Promise<ReportDriver> {
  const cycle = await openCycle(api, options);
  return new ReportDriver(api, cycle.reports.get(unit) ?? '');
}

/** Such a report, handed in. */
export async function handIn(
  api: ApiHarness,
  unit: string,
  options: OpenCycleOptions = {},
): Promise<ReportDriver> {
  const report = await freshReport(api, unit, options);
  await report.handIn(unit);
  return report;
}
