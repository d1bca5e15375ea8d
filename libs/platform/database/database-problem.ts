import { type Problem, type ProblemCode, problem } from '@domain/problems';
import { isOutage } from './outage';
import { NoConnectionFree } from './patient-pool';

/** Which problem a violated constraint of the schema stands for; names as in migrations/. */
const byConstraint: Record<string, [ProblemCode, Record<string, string>]> = {
  org_unit_code_unique: ['duplicate', { field: '编码', value: '' }],
  app_user_username_unique: ['duplicate', { field: '账号', value: '' }],
  template_code_unique: ['duplicate', { field: '模板编码', value: '' }],
  template_version_number_unique: ['conflict', { reason: '另一人刚刚建立了同一版本，请刷新后重试。' }],
  template_version_frozen: ['rule_broken', { reason: '已发布的模板版本不能修改，请新建版本。' }],
  cycle_code_unique: ['duplicate', { field: '任务编码', value: '' }],
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
  const known = byConstraint[constraint];
  if (!known) return null;
  const value = /=\((.*)\) already exists/.exec(detail ?? '')?.[1];
  return problem(known[0], { ...known[1], ...(value ? { value } : {}) });
}
