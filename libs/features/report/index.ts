export { ContentFacts } from './content-facts';
export { DraftChecks } from './draft-checks';
export { postObject, presentHolder } from './load-statement';
export { previousReports, yearBefore } from './previous-report';
export { ReportModule } from './report.module';
export {
  type ContentAnswer,
  type ReportAnswer,
  type ReportItem,
  readingOf,
  type SideAct,
  titledContent,
} from './report-answer';
export { ReportJudge } from './report-judge';
export { type Asked, type Outcome, ReportLife } from './report-life';
export { type ReportFilter, ReportReader, type Seen } from './report-reader';
export type { LoadedReport, ReportRow, ReportViewRow } from './report-row';
export { ReportStore } from './report-store';
export { ReportStoreModule } from './report-store.module';
