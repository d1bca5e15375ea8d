export { manyReports } from './many-reports';
export { branchRoute, type OpenCycleOptions, type OpenedCycle, openCycle } from './open-cycle';
export { freshReport, handIn } from './own-cycle';
export { appoint, delegate, dismiss } from './people';
export { type Answered, ReportDriver, type SeenReport } from './report-driver';
export { goodContent, prose, type SentContent } from './report-text';
