export { ReportContents } from './report-contents';
export { ReportHistory } from './report-history';
export { ReportHistoryModule } from './report-history.module';
