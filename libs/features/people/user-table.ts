import { usernameFormat, usernameKey } from '@domain/access';
import { type Role, roleNames, roles } from '@domain/org/roles';
import type { FieldProblem } from '@domain/problems';
import type { TableRow, TableShape } from '@platform/sheets';
import { isEmail } from 'class-validator';

/** What a list of people has. */
export const userTable: TableShape = {
  mostRows: 2000,
  columns: [
    { key: 'username', names: ['账号', '用户名', '登录名', 'username'], required: true, exact: true },
    { key: 'name', names: ['姓名', '名字', 'name'], required: true, exact: false },
    {
      key: 'org',
      names: ['党组织编码', '单位编码', '党组织', 'org'],
      required: true,
      exact: true,
    },
    { key: 'role', names: ['角色', '任职', 'role'], required: false, exact: false },
    {
      key: 'phone',
      names: ['手机', '电话', '手机号', '手机号码', '联系电话', 'phone'],
      required: false,
      exact: true,
    },
    { key: 'email', names: ['邮箱', '电子邮箱', '邮件', 'email'], required: false, exact: false },
  ],
};

export interface UserRow {
  line: number;
  username: string;
  name: string;
  phone: string;
  email: string;
  org: string;
  role: Role | null;
}

const roleByName = new Map<string, Role>([
  ...roles.map((role): [string, Role] => [role, role]),
  ...roles.map((role): [string, Role] => [roleNames[role], role]),
]);

export function fault(line: number, column: string, detail: string): FieldProblem {
  return { pointer: `/${line}/${column}`, code: 'row', detail: `第${line}行：${detail}` };
}

/** The rows of a list, and everything that is wrong with them by themselves. */
export function userRows(rows: readonly TableRow[]): { rows: UserRow[]; faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  const read = rows.map((row) => checked(row, faults));
  return { rows: read, faults: [...faults, ...mistakenTwins(read)] };
}

/** Lines of one person, by the username, whatever its case. */
export function grouped(rows: readonly UserRow[]): UserRow[][] {
  const groups = new Map<string, UserRow[]>();
  for (const row of rows) {
    const key = usernameKey(row.username) ?? row.username;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function checked({ line, values, doubts }: TableRow, faults: FieldProblem[]): UserRow {
  const value = (name: string) => values[name] ?? '';
  const check = (column: string, sound: boolean, detail: string) => {
    const doubt = doubts[column];
    if (doubt !== undefined) faults.push(fault(line, column, doubt));
    else if (!sound) faults.push(fault(line, column, detail));
  };
  // Set apart to fill its column: 书 记.
  const named = value('role').replace(/\s/g, '');
  const role = named === '' ? null : (roleByName.get(named) ?? undefined);
  check(
    'username',
    usernameFormat.test(value('username')),
    value('username') === ''
      ? '须写账号。'
      : `账号“${value('username')}”须为2到60个字母、数字、点、横线或下划线。`,
  );
  check('name', value('name') !== '' && value('name').length <= 50, '姓名须为1到50个字。');
  check('org', value('org') !== '' && value('org').length <= 100, '须写党组织编码。');
  check('phone', /^[0-9+() -]{0,30}$/.test(value('phone')), `电话“${value('phone')}”格式不正确。`);
  check('email', value('email') === '' || isEmail(value('email')), `邮箱“${value('email')}”格式不正确。`);
  check(
    'role',
    role !== undefined,
    `不认识的角色“${value('role')}”，可以写${roles.map((known) => roleNames[known]).join('、')}。`,
  );
  return {
    line,
    username: value('username'),
    name: value('name'),
    phone: value('phone'),
    email: value('email'),
    org: value('org'),
    role: role ?? null,
  };
}

const told = { name: '姓名', phone: '电话', email: '邮箱' } as const;

/** Two people under one username: their lines say different names, telephones or addresses. */
function mistakenTwins(rows: readonly UserRow[]): FieldProblem[] {
  return grouped(rows.filter(({ username }) => username !== '')).flatMap(([first, ...others]) =>
    others.flatMap((row) => {
      if (first === undefined) return [];
      const differing = (Object.keys(told) as (keyof typeof told)[]).filter(
        (key) => first[key] !== '' && row[key] !== '' && first[key] !== row[key],
      );
      if (differing.length === 0) return [];
      const what = differing.map((key) => `${told[key]}“${first[key]}”与“${row[key]}”`).join('，');
      const names =
        first.username === row.username ? '' : `（“${first.username}”与“${row.username}”大小写不分）`;
      const detail = `与第${first.line}行是同一个账号${names}，但${what}不同。是两个人的，请改用不同的账号；是同一个人的，请改成一致。`;
      return [fault(row.line, 'username', detail)];
    }),
  );
}
