import { demonstrationAccounts } from '@features/demo-data';

export interface BannerFacts {
  address: string;
  /** Shown with the accounts; null outside demonstration mode. */
  demonstrationPassword: string | null;
  /** Tells the first page that its user may make the first administrator; null once there is one. */
  setupCode: string | null;
  /** Where the data lies, in words for people. */
  data: string;
}

/** What stands on the screen when everything runs: the address, the accounts, how to stop. */
export function banner({ address, demonstrationPassword, setupCode, data }: BannerFacts): string {
  const line = '─'.repeat(64);
  const demonstration = demonstrationPassword
    ? [
        '',
        `  演示账号（密码均为 ${demonstrationPassword}）  Demonstration accounts, one password`,
        ...demonstrationAccounts.map(
          ([role, username, purpose]) => `    ${username.padEnd(18)}${role}：${purpose}`,
        ),
        '    其他单位同理：sf03.reviewer、sf0302.reporter …',
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
