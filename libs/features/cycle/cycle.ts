import type { CycleAudience, GradeQuota, LatePolicy, RouteStep } from '@domain/cycle/cycle-definition';
import type { CycleState } from '@domain/deadlines';
import type { OrgKind } from '@domain/org/roles';
import type { ReminderPlan } from '@domain/reminders';

export type { CycleState };

export const cycleStateNames: Record<CycleState, string> = {
  draft: '为草稿',
  open: '已开启',
  closed: '已关闭',
};

export interface CycleTier {
  id: string;
  kind: OrgKind;
  templateVersion: { id: string; number: number; templateCode: string; templateName: string };
  dueAt: Date;
  graceDays: number;
  latePolicy: LatePolicy;
  allowNil: boolean;
  route: RouteStep[];
}

export interface CycleAttachment {
  id: string;
  filename: string;
  mediaType: string;
  size: number;
  uploadedAt: Date;
}

export interface Cycle {
  id: string;
  code: string;
  title: string;
  period: string;
  state: CycleState;
  org: { id: string; code: string; name: string };
  orgPath: string;
  timeZone: string;
  /** Units by code. */
  audience: CycleAudience;
  /** Null: the plan of design 1.6. */
  reminderPlan: ReminderPlan | null;
  gradeQuota: GradeQuota | null;
  notice: string | null;
  /** The last instant before it closes by itself; null: an administrator closes it. */
  closesAt: Date | null;
  attachments: CycleAttachment[];
  tiers: CycleTier[];
  planVersion: number;
  version: number;
  createdAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
}

/** A tier as somebody asks for it; `templateVersion` is a version's id, or a template's code. */
export interface TierInput {
  kind: OrgKind;
  templateVersion: string;
  /** A day or an instant: the end of that day in the cycle's zone. */
  dueAt: string;
  graceDays?: number;
  latePolicy?: LatePolicy;
  allowNil?: boolean;
  route: RouteStep[];
}

/** The body of `POST /cycles` (design 2.4). */
export interface NewCycle {
  code: string;
  title: string;
  period: string;
  tiers: TierInput[];
  audience: { under: string; kinds?: OrgKind[]; except?: string[] };
  timeZone?: string;
  reminderPlan?: ReminderPlan | null;
  gradeQuota?: GradeQuota | null;
  notice?: string | null;
  /** An instant, or a day for its end in the cycle's zone; after the last due date. */
  closesAt?: string | null;
}

/** A change: absent fields stay. Of an open cycle only some may change (design 1.4, 1.6). */
export type CyclePatch = Partial<Omit<NewCycle, 'tiers'>> & {
  tiers?: (Partial<TierInput> & { kind: OrgKind })[];
};
