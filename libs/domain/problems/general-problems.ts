import type { ProblemCatalogue } from './problem-definition';

/** Problems of the transport, of signing in and of authorisation (design 2.3). */
export const generalProblems = {
  malformed: {
    status: 400,
    title: '请求格式不正确',
    detail: '请检查所列字段后重新提交。{reason}',
    english: 'The request is malformed. {reason}',
  },
  unauthenticated: { status: 401, title: '尚未登录', detail: '请登录后再试。', english: 'Sign in first.' },
  bad_credentials: {
    status: 401,
    title: '账号或密码不正确',
    detail: '请核对账号和密码。',
    english: 'The username or password is wrong.',
  },
  csrf: {
    status: 403,
    title: '安全校验未通过',
    detail: '页面已过期，请刷新后重试。',
    english: 'The X-CSRF-Token header is missing or wrong.',
  },
  forbidden: {
    status: 403,
    title: '没有权限',
    detail: '您的任职不允许进行此操作。',
    english: 'None of your appointments allows this.',
  },
  password_change_required: {
    status: 403,
    title: '请先修改密码',
    detail: '密码由管理员重置，须先修改密码后才能继续。',
    english: 'Change your password before anything else.',
  },
  self_grant: {
    status: 403,
    title: '不能给自己授权',
    detail: '请由另一位管理员办理。',
    english: 'Nobody grants a role to themself.',
  },
  not_found: {
    status: 404,
    title: '没有找到',
    detail: '内容不存在，或者不在您可以查看的范围内。',
    english: 'It does not exist, or it is not yours to see.',
  },
  conflict: {
    status: 409,
    title: '与现有内容冲突',
    detail: '{reason}',
    english: 'It conflicts with what is there. {reason}',
  },
  answer_lost: {
    status: 409,
    title: '请求已经办理',
    detail: '这一请求已经生效，但当时的应答没有保存下来。请刷新页面查看现状，不要再次提交。',
    english:
      'This request took effect, but its answer was lost. Look at the present state; do not send it again.',
  },
  duplicate: {
    status: 409,
    title: '已经存在',
    detail: '{field}“{value}”已被使用。',
    english: '{field} "{value}" is taken.',
  },
  stale_version: {
    status: 412,
    title: '内容已被他人修改',
    detail:
      '您打开后内容已更新到第{actual}版（您读取的是第{expected}版），未保存的文字没有丢失，请并排对照后再保存。',
    english: 'It was changed meanwhile: expected version {expected}, found {actual}.',
  },
  too_large: {
    status: 413,
    title: '内容过大',
    detail: '超过了{limit}的上限。',
    english: 'It exceeds the limit of {limit}.',
  },
  unsupported_media_type: {
    status: 415,
    title: '不支持的内容类型',
    detail: '请使用 {expected}。',
    english: 'Use {expected}.',
  },
  rule_broken: {
    status: 422,
    title: '不符合规则',
    detail: '{reason}',
    english: 'A rule is broken. {reason}',
  },
  too_costly: {
    status: 422,
    title: '内容过多，无法处理',
    detail: '内容超出了一次能够处理的范围。请分成几份或删减后再试。',
    english: 'This would take more time or memory than one request may have; make it smaller or divide it.',
  },
  idempotency_mismatch: {
    status: 422,
    title: '重复请求的内容不一致',
    detail: '同一个 Idempotency-Key 已用于另一项内容不同的请求。',
    english: 'The Idempotency-Key was used with another request.',
  },
  if_match_missing: {
    status: 428,
    title: '缺少 If-Match',
    detail: '保存时须注明读取时的版本号。',
    english: 'Saving needs the If-Match header with the version that was read.',
  },
  throttled: {
    status: 429,
    title: '操作过于频繁',
    detail: '请在{seconds}秒后再试。',
    english: 'Too many requests; try again in {seconds} seconds.',
  },
  busy: {
    status: 503,
    title: '系统正忙',
    detail: '正在处理的内容较多，请稍后重试。',
    english: 'Too much is being worked on; try again shortly.',
  },
  internal: {
    status: 500,
    title: '系统出错',
    detail: '问题已记录，请稍后再试。编号：{incident}',
    english: 'Something went wrong; incident {incident}.',
  },
  unavailable: {
    status: 503,
    title: '服务暂不可用',
    detail: '请稍后再试。',
    english: 'Not ready; try again shortly.',
  },
} as const satisfies ProblemCatalogue;
