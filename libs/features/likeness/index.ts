export type { Likeness, LikenessSource, PassageSide, SharedPassage } from './likeness';
export { LikenessFollowUpModule, LikenessModule } from './likeness.module';
export { LikenessRepository } from './likeness.repository';
export {
  type LikenessAccess,
  LikenessService,
  type LikenessSubject,
  longestSample,
} from './likeness.service';
export { LikenessFollowUp } from './likeness-follow-up';
export { ReportLikenessModule } from './report-likeness.module';
export { type ReportLikenessAnswer, ReportLikenessService } from './report-likeness.service';
