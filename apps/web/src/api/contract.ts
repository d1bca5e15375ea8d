import type { components } from './schema';

/**
 * The representations the page reads, by the names the domain gives them. All come from the API's
 * OpenAPI document (`npm run openapi`), so that a change there shows here at once.
 */
type Schemas = components['schemas'];

export type ReportState = Schemas['ReportItemDto']['state'];
export type OrgKind = Schemas['ReportUnit']['kind'];
export type Role = Schemas['HeldPost']['role'];
export type Grade = '好' | '较好' | '一般' | '差';
export type Audience = Schemas['PublishBody']['audience'];

/** In the order in which people look for trouble. */
export const reportStates: ReportState[] = [
  'not_started',
  'drafting',
  'returned',
  'in_review',
  'approved',
  'published',
  'waived',
];
export const grades: Grade[] = ['好', '较好', '一般', '差'];

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  pageSize: number;
}

export type Person = Schemas['PersonRef'];
export interface OrgRef extends Partial<Schemas['ReportUnit']> {
  code: string;
}

export type User = Schemas['UserSummary'];
export type MyAppointment = Omit<Schemas['HeldPost'], 'org' | 'onBehalfOf'> & {
  org: Schemas['ReportUnit'];
  onBehalfOf: { userId: string; name: string } | null;
};
export type Me = Omit<Schemas['MeAnswer'], 'appointments' | 'csrfToken'> & {
  appointments: MyAppointment[];
  csrfToken: string;
};

export type ReportContent = Omit<Schemas['ContentAnswerDto'], 'problems'> & { problems: Problem[] };
/** A row of the problem list; once saved it has an id. */
export type Problem = Schemas['ProblemItemAnswer'] & { id: string };
export type CurrentStep = Schemas['StepDto'];
export type RouteStep = Schemas['RouteStepDto'];
export type Scope = Schemas['ScopeDto'];
export type Extension = Schemas['ExtensionDto'];

/** What the server may offer on a report. */
export type Action =
  | 'save'
  | 'submit'
  | 'withdraw'
  | 'approve'
  | 'return'
  | 'recall'
  | 'transfer'
  | 'reopen'
  | 'publish'
  | 'decline'
  | 'retract'
  | 'waive'
  | 'reinstate'
  | 'extend'
  | 'urge'
  | 'skip-step'
  | 'reroute'
  | 'comment'
  | 'reply'
  | 'attach';

/** A list item of reports: the report without its content. */
export type ReportRow = Omit<Schemas['ReportItemDto'], 'allowedActions'> & {
  allowedActions: string[];
};
export type Report = ReportRow & Pick<Schemas['ReportDto'], 'warnings'> & { content: ReportContent | null };

export type SectionDefinition = Schemas['SectionDefinitionBody'];
export type TemplateDefinition = Omit<Schemas['DefinitionBody'], 'indicators' | 'problems'> & {
  indicators: IndicatorDefinition[];
  problems: { enabled: boolean; maxItems: number };
};
export type TemplateVersion = Omit<Schemas['TemplateVersionAnswer'], 'definition'> & {
  definition: TemplateDefinition;
};
export type Aggregate =
  | { kind: 'sum' | 'average' | 'min' | 'max' | 'none' }
  | { kind: 'rate'; numerator: string; denominator: string };
export type IndicatorDefinition = Omit<Schemas['IndicatorBody'], 'aggregate'> & { aggregate: Aggregate };

export type Anchor = Omit<Schemas['AnchorDto'], 'kind'> & {
  kind: 'section' | 'indicator' | 'problem' | 'report';
};
/** Edits by which a finding is mended in place. */
export interface FindingFix {
  field: 'body' | 'problem' | 'cause' | 'measure';
  edits: Schemas['TextEditDto'][];
}
export type Finding = Omit<Schemas['FindingDto'], 'severity' | 'anchor' | 'fix'> & {
  severity: 'error' | 'warning';
  anchor: Anchor;
  fix?: FindingFix;
};
export type Likeness = Schemas['LikenessAnswer'];
export type LikenessSource = Schemas['LikenessSourceDto'];
export type SharedPassage = Schemas['SharedPassageDto'];
export type ReportEvent = Schemas['EventDto'];
export type RevisionItem = Schemas['RevisionItemDto'];
export type Revision = Omit<Schemas['RevisionDto'], 'content'> & { content: ReportContent };

export type Counts = Schemas['CountsAnswer'];
export type Completion = Schemas['CompletionAnswer'];
export type CompletionNode = Schemas['CompletionNodeAnswer'];
export type Rollup = Schemas['RollupAnswer'];
export type RollupNode = Schemas['RollupNodeAnswer'];
export type RollupValue = Schemas['IndicatorAnswer'];

export type RouteRule = Schemas['RouteStepBody'];
export type Tier = Schemas['TierItem'];
export type Cycle = Schemas['CycleItem'];

export type EditionItem = Schemas['EditionListItem'];
export type Edition = Schemas['EditionAnswer'];
export type Hand = Schemas['Hand'];
export type Notification = Schemas['NotificationItem'];

/** An error as RFC 9457 describes it. */
export type ProblemDocument = Partial<Schemas['ProblemDto']> &
  Pick<Schemas['ProblemDto'], 'title' | 'status' | 'code'>;

export interface Reply {
  id: string;
  author: Person;
  body: string;
  at: string;
}

export interface Comment {
  id: string;
  author: Person;
  anchor: Anchor;
  body: string;
  blocking: boolean;
  revision: number;
  state: 'open' | 'resolved';
  replies: Reply[];
  createdAt: string;
  /** False when the passage is gone from the present text. */
  anchored: boolean;
  allowedActions: Schemas['CommentDto']['allowedActions'];
}
