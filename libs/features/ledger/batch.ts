import { type RouteStep, routeFault } from '@domain/cycle/cycle-definition';
import { isDay } from '@domain/deadlines';
import type { ItemSource, ItemVisibility } from '@domain/ledger';
import { type Problem, problem, ruleBroken } from '@domain/problems';

export interface BatchInput {
  title: string;
  source: ItemSource;
  issuedBy?: string | null;
  receivedOn?: string | null;
  planDueOn?: string | null;
  closeBy?: string | null;
  monthlyDay?: number;
  route?: RouteStep[] | null;
  evidence?: boolean;
  visibility?: ItemVisibility;
  /** Code or id of the cycle in which its progress is reported. */
  cycle?: string | null;
}

export interface BatchView {
  id: string;
  version: number;
  org: { id: string; code: string; name: string };
  title: string;
  source: ItemSource;
  issuedBy: string | null;
  receivedOn: string | null;
  planDueOn: string | null;
  closeBy: string | null;
  monthlyDay: number;
  route: RouteStep[] | null;
  evidence: boolean;
  visibility: ItemVisibility;
  cycle: { id: string; code: string; title: string } | null;
  createdBy: { id: string; name: string };
  createdAt: string;
  /** Items by state. */
  counts: Record<string, number>;
  allowedActions: BatchAction[];
}

/** What whoever administers the batch's unit may do with it. */
export const batchActions = ['change', 'import'] as const;
export type BatchAction = (typeof batchActions)[number];

/** What is wrong with a batch as somebody gives it. */
export function batchFault(input: Omit<BatchInput, 'cycle'>): Problem | undefined {
  if (input.title.trim() === '') return ruleBroken('/title', '请写批次名称。');
  for (const name of ['receivedOn', 'planDueOn', 'closeBy'] as const) {
    const day = input[name];
    if (day !== null && day !== undefined && !isDay(day)) return ruleBroken(`/${name}`, '日期不正确。');
  }
  const { planDueOn, closeBy, route } = input;
  if (planDueOn && closeBy && planDueOn > closeBy)
    return ruleBroken('/planDueOn', '认领期限不能晚于整改期限。');
  const fault = route ? routeFault(route) : undefined;
  if (fault === 'empty_route') return problem('empty_route', { tier: input.title });
  if (fault) return ruleBroken('/route', '“本单位”只能由审定人验收。');
  return undefined;
}
