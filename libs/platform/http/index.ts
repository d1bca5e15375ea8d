export { AccessGuard } from './access.guard';
export { Authenticator, type Judgement, type TargetJudge, TargetJudges } from './access-policy';
export {
  ACCESS_REQUIREMENT,
  type AccessRequirement,
  Public,
  Requires,
  SignedIn,
  type TargetKind,
} from './access-requirement';
export { ActKey, keyIsFree, keyWasTaken, takeKey } from './act-key';
export { ApiIdOrCode } from './api-id-or-code';
export { ApiPageOf } from './api-page';
export { ApiProblems, ApiPublicProblems, FieldProblemDto, ProblemDto } from './api-problems';
export {
  ChoiceField,
  DayField,
  DueField,
  type FieldOptions,
  FlagField,
  InstantField,
  instantOf,
  ListField,
  MaxKeys,
  NumberField,
  ObjectField,
  RecordField,
  TextField,
  TextListField,
  WholeField,
} from './body-field';
export { type Caller, CurrentCaller, OptionalCaller } from './caller';
export { beyondBounds, boundsOf, type FieldBounds, mostFaults } from './declared-bounds';
export { HttpModule } from './http.module';
export { IdempotencyInterceptor } from './idempotency.interceptor';
export { ExpectedVersion, etagOf, IfMatch } from './if-match';
export { itemProblem } from './item-problem';
export { orderBy, type Page, PageQuery, pageOf, windowOf } from './page-query';
export { type ProblemDocument, ProblemFilter, preferredLanguage, problemDocument } from './problem.filter';
export { ActsItemByItem, AnswersAnew, AnswersSecret, type Repetition, TakesKeyAsItActs } from './repetition';
export { KeepsPlaces, StorableTextInterceptor } from './storable-text.interceptor';
export { ApiUpload, readUpload, type Upload } from './upload';
export { BoundedValidationPipe, validationPipe } from './validation';
export { jsonParser, noParser } from './weighed-body';
export { WholeNumberPipe } from './whole-number.pipe';
