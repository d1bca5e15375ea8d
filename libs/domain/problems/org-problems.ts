import type { ProblemCatalogue } from './problem-definition';

/** Problems of the organisation's tree (design 1.2). */
export const orgProblems = {
  unknown_unit: {
    status: 422,
    title: '单位不存在',
    detail: '没有找到单位“{unit}”，或者它不在您可以查看的范围内。',
    english: 'The unit "{unit}" does not exist, or it is not yours to see.',
  },
  kind_not_allowed: {
    status: 422,
    title: '上下级类别不符',
    detail: '{kind}不能设在{parent}之下。',
    english: 'A unit of this kind does not hang there: {kind} under {parent}.',
  },
  below_itself: {
    status: 422,
    title: '不能移到自己的下级',
    detail: '上级单位不能是本单位或本单位的下级。',
    english: 'A unit cannot hang below itself.',
  },
  invalid_effective_date: {
    status: 422,
    title: '生效日期不正确',
    detail: '生效日期不能晚于今天，也不能早于该单位上一次变动。',
    english: 'The effective date lies in the future, or before the last change of the unit.',
  },
  unit_dissolved: {
    status: 409,
    title: '单位已撤销',
    detail: '“{unit}”已撤销，不能再变动。',
    english: 'The unit "{unit}" was dissolved.',
  },
  unit_has_children: {
    status: 409,
    title: '单位还有下级',
    detail: '“{unit}”还有{count}个下级单位，请先移走或并入其他单位。',
    english: 'The unit "{unit}" still has {count} units below it.',
  },
  import_rejected: {
    status: 422,
    title: '导入未执行',
    detail: '文件中有{count}处错误，没有导入任何内容。请按所列位置修改后重新导入。',
    english: 'The file has {count} faults; nothing was imported.',
  },
  unreadable_file: {
    status: 422,
    title: '文件无法读取',
    detail: '{reason}',
    english: 'The file cannot be read. {reason}',
  },
} as const satisfies ProblemCatalogue;
