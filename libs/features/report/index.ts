export { ContentFacts } from './content-facts';
export { DraftChecks } from './draft-checks';
export {
  type DecisionAnswer,
  type EventAnswer,
  HistoryRepository,
  type RevisionItem,
} from './history.repository';
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
export { ReportContents } from './report-contents';
export { ReportHistory } from './report-history';
export { ReportJudge } from './report-judge';
export { type Asked, type Outcome, ReportLife } from './report-life';
export { type ReportFilter, ReportReader, type Seen } from './report-reader';
export type { LoadedReport, Querier, ReportRow, ReportViewRow } from './report-row';
export { ReportStore } from './report-store';
export { ReportStoreModule } from './report-store.module';
export { TemplateCache } from './template-cache';
export { WorkingCalendarSource } from './working-calendar';
