import { duplicate, type Problem, type ProblemCode, problem } from '@domain/problems';
import { isOutage } from './outage';
import { NoConnectionFree } from './patient-pool';

/** What only one may have, by the constraint that holds it: where a body says it, and what it is called. */
const unique: Record<string, [pointer: string, field: string]> = {
  org_unit_code_unique: ['/code', '编码'],
  app_user_username_unique: ['/username', '账号'],
  template_code_unique: ['/code', '模板编码'],
  cycle_code_unique: ['/code', '任务编码'],
};

/** Which problem another violated constraint of the schema stands for; names as in migrations/. */
const byConstraint: Record<string, [ProblemCode, Record<string, string>]> = {
  template_version_number_unique: ['conflict', { reason: '另一人刚刚建立了同一版本，请刷新后重试。' }],
  template_version_frozen: ['rule_broken', { reason: '已发布的模板版本不能修改，请新建版本。' }],
  cycle_tier_once: ['rule_broken', { reason: '同一层级只能设置一次。' }],
  report_owed_once: ['conflict', { reason: '该单位在本任务中已有报告。' }],
  review_step_one_open: ['conflict', { reason: '另一项操作刚刚完成，请刷新后重试。' }],
  event_sequence_unique: ['conflict', { reason: '另一项操作刚刚完成，请刷新后重试。' }],
  extension_one_requested: ['conflict', { reason: '已有一项延期申请等待批准。' }],
  appointment_period_forward: ['rule_broken', { reason: '任职的结束时间早于开始时间。' }],
  delegation_period_forward: ['rule_broken', { reason: '代理的结束时间须晚于开始时间。' }],
};

/** The problem for a violated constraint or a database without a free connection; null for anything else. */
export function databaseProblem(error: unknown): Problem | null {
  const source = (error as { driverError?: unknown } | null)?.driverError ?? error;
  if (source instanceof NoConnectionFree || isOutage(source)) return problem('unavailable');
  const { code, constraint, detail } = (source ?? {}) as {
    code?: string;
    constraint?: string;
    detail?: string;
  };
  if (code === undefined || !code.startsWith('23') || constraint === undefined) return null;
  const taken = unique[constraint];
  if (taken) return duplicate(...taken, /=\((.*)\) already exists/.exec(detail ?? '')?.[1] ?? '');
  const known = byConstraint[constraint];
  return known ? problem(...known) : null;
}
