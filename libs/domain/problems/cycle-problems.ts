import type { ProblemCatalogue } from './problem-definition';

/** Problems of templates and cycles (design 1.1, 1.4, 1.5). */
export const cycleProblems = {
  template_invalid: {
    status: 422,
    title: '模板有误',
    detail: '模板定义中有{count}处错误，请按所列位置修改。',
    english: 'The template definition has {count} faults.',
  },
  template_released: {
    status: 409,
    title: '模板版本已发布',
    detail: '已发布的模板版本不能修改，请新建版本。',
    english: 'A released template version never changes; make a new version.',
  },
  template_draft_exists: {
    status: 409,
    title: '已有未发布的版本',
    detail: '第{number}版尚未发布，请先修改或发布它。',
    english: 'Version {number} is still a draft; change or release it first.',
  },
  template_not_released: {
    status: 422,
    title: '模板版本未发布',
    detail: '{tier}使用的模板版本尚未发布。',
    english: 'The template version of tier {tier} is not released.',
  },
  unknown_template: {
    status: 422,
    title: '模板不存在',
    detail: '没有找到模板版本“{template}”，或者它不在您可以使用的范围内。',
    english: 'The template version "{template}" does not exist, or it is not yours to use.',
  },
  cycle_invalid: {
    status: 422,
    title: '任务设置有误',
    detail: '任务设置中有{count}处错误，请按所列位置修改。',
    english: 'The cycle has {count} faults.',
  },
  cycle_not_draft: {
    status: 409,
    title: '任务已开启',
    detail: '任务已经{state}，不能再次开启。',
    english: 'The cycle is {state}, not a draft.',
  },
  cycle_not_open: {
    status: 409,
    title: '任务未开启',
    detail: '任务目前{state}，不能进行此操作。',
    english: 'The cycle is {state}, not open.',
  },
  cycle_field_fixed: {
    status: 409,
    title: '该项开启后不能修改',
    detail: '任务开启后只能修改截止日期、宽限天数、逾期办法、提醒计划、标题和通知。',
    english: 'After opening only due dates, grace, late policy, reminder plan, title and notice change.',
  },
  empty_audience: {
    status: 422,
    title: '没有报送单位',
    detail: '按所设范围和层级，没有单位需要报送。',
    english: 'Nobody in the audience owes a report.',
  },
  unit_outside_cycle: {
    status: 422,
    title: '单位不在任务范围内',
    detail: '“{unit}”不在本任务的报送范围内，或者本任务没有它的层级。',
    english: 'The unit "{unit}" lies outside the audience of the cycle, or has no tier in it.',
  },
  unit_already_in_cycle: {
    status: 409,
    title: '单位已在任务中',
    detail: '“{unit}”在本任务中已有报告。',
    english: 'The unit "{unit}" already owes a report in this cycle.',
  },
} as const satisfies ProblemCatalogue;
