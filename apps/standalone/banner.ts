export interface BannerFacts {
  address: string;
  /** Shown with the accounts; null outside demonstration mode. */
  demonstrationPassword: string | null;
  /** Tells the first page that its user may make the first administrator; null once there is one. */
  setupCode: string | null;
  /** Where the data lies, in words for people. */
  data: string;
}

const accounts = [
  ['支部书记', 'sf0101.secretary', '填写并报送本支部报告'],
  ['总支审核人', 'sf01.reviewer', '审核下级支部的报告'],
  ['教育局审核人', 'sf.reviewer', '复核总支通过的报告'],
  ['教育局审定人', 'sf.leader', '审定并评定等次'],
  ['发布人', 'sf.publisher', '公开已审定的报告'],
  ['管理员', 'sf.admin', '组织、人员、模板与报送任务'],
] as const;

/** What stands on the screen when everything runs: the address, the accounts, how to stop. */
export function banner({ address, demonstrationPassword, setupCode, data }: BannerFacts): string {
  const line = '─'.repeat(64);
  const demonstration = demonstrationPassword
    ? [
        '',
        `  演示账号（密码均为 ${demonstrationPassword}）  Demonstration accounts, one password`,
        ...accounts.map(([role, username, purpose]) => `    ${username.padEnd(18)}${role}：${purpose}`),
        '    其他单位同理：sf02.reviewer、sf0302.reporter …',
      ]
    : [];
  const setup = setupCode
    ? [
        '',
        '  还没有管理员，请先打开  There is no administrator yet, open first',
        `    ${address}/setup`,
        `    设置码 code  ${setupCode}`,
      ]
    : [];
  return [
    '',
    line,
    '  报审 Baoshen 已启动  is running',
    '',
    `  网页 Page      ${address}`,
    `  接口 API docs  ${address}/api/docs`,
    `  数据 Data      ${data}`,
    ...demonstration,
    ...setup,
    '',
    '  按 Ctrl-C 停止  Press Ctrl-C to stop',
    line,
    '',
  ].join('\n');
}
