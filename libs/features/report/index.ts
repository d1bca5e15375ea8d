export { ContentFacts } from './draft/content-facts';
export { DraftChecks } from './draft/draft-checks';
export { previousReports, yearBefore } from './draft/previous-report';
export { postObject, presentHolder } from './load-statement';
export { ReportModule, ReportStoreModule } from './report.module';
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
