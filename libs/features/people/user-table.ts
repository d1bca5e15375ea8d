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
    { key: 'name', names: ['姓名', '名字', '人员姓名', 'name'], required: true, exact: false, compact: true },
    {
      key: 'org',
      // A code, or the name as the unit is called.
      names: [
        '党组织编码',
        '单位编码',
        '组织编码',
        'org',
        '党组织',
        '党组织名称',
        '单位',
        '单位名称',
        '党支部',
        '支部',
        '党支部名称',
        '支部名称',
      ],
      required: true,
      exact: true,
    },
    {
      key: 'role',
      names: ['角色', '任职', '岗位角色', '职务', '党内职务', '任职情况', 'role'],
      required: false,
      exact: false,
      compact: true,
    },
    {
      key: 'phone',
      names: [
        '手机',
        '手机号',
        '手机号码',
        '移动电话',
        '联系电话',
        '电话',
        '电话号码',
        '联系方式',
        '联系手机',
        '手机电话',
        'phone',
      ],
      required: false,
      exact: true,
    },
    {
      key: 'email',
      names: ['邮箱', '电子邮箱', '电子邮件', '邮件', '邮箱地址', '电子邮箱地址', 'email'],
      required: false,
      exact: true,
    },
  ],
};

export interface UserRow {
  line: number;
  username: string;
  name: string;
  phone: string;
  email: string;
  org: string;
  /** The name of that unit, once it is found. */
  unit?: string;
  role: Role | null;
}

const roleByName = new Map<string, Role>([
  ...roles.map((role): [string, Role] => [role, role]),
  ...roles.map((role): [string, Role] => [roleNames[role], role]),
]);

/** How people write them: 支部书记, 书记（支部）, 填报员. */
const otherNames = new Map<string, Role>([
  ['填报员', 'reporter'],
  ['审核员', 'reviewer'],
  ['审定员', 'leader'],
  ['发布员', 'publisher'],
  ['督导', 'observer'],
]);

function roleNamed(text: string): Role | undefined {
  const bare = text.replace(/[（(](?:本)?(?:党?支部|党?总支|党委|兼|兼任)[)）]$/, '').trim();
  const plain = bare.replace(/^(?:党支部|党总支|党委|支部|总支)/, '');
  for (const word of [bare.toLowerCase(), plain]) {
    const role = roleByName.get(word) ?? otherNames.get(word);
    if (role !== undefined) return role;
  }
  return undefined;
}

/** The roles of one cell; null for none, undefined for one that nobody knows. */
function rolesIn(text: string): Array<Role | null | undefined> {
  const parts = text.split(/[、/／,，;；\n]|\s+|兼(?!任?[)）])/).filter((part) => part !== '');
  return parts.length === 0 ? [null] : [...new Set(parts.map(roleNamed))];
}

export function fault(line: number, column: string, detail: string): FieldProblem {
  return { pointer: `/${line}/${column}`, code: 'row', detail: `第${line}行：${detail}` };
}

/** The rows of a list, and everything that is wrong with them by themselves. */
export function userRows(rows: readonly TableRow[]): { rows: UserRow[]; faults: FieldProblem[] } {
  const faults: FieldProblem[] = [];
  const read = rows.flatMap((row) => checked(row, faults));
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

/** A row of each role that a line names: 填报人、书记. */
function checked({ line, values, doubts }: TableRow, faults: FieldProblem[]): UserRow[] {
  const value = (name: string) => values[name] ?? '';
  const check = (column: string, sound: boolean, detail: string) => {
    const doubt = doubts[column];
    if (doubt !== undefined) faults.push(fault(line, column, doubt));
    else if (!sound) faults.push(fault(line, column, detail));
  };
  const named = rolesIn(value('role'));
  check(
    'username',
    usernameFormat.test(value('username')),
    value('username') === ''
      ? '须写账号。'
      : `账号“${value('username')}”须为2到60个字母、数字、点、横线或下划线。`,
  );
  check('name', value('name') !== '' && value('name').length <= 50, '姓名须为1到50个字。');
  check('org', value('org') !== '' && value('org').length <= 100, '须写党组织编码。');
  check(
    'phone',
    /^[0-9+() -]{0,30}$/.test(value('phone')),
    `电话“${value('phone')}”格式不正确；一格只写一个号码，如13800000000或0571-88881234，没有的留空。`,
  );
  check(
    'email',
    value('email') === '' || isEmail(value('email')),
    `邮箱“${value('email')}”格式不正确；一格只写一个，没有的留空。`,
  );
  check(
    'role',
    !named.includes(undefined),
    `不认识的角色“${value('role')}”，可以写${roles.map((known) => roleNames[known]).join('、')}；不任职的留空。`,
  );
  return named.map((role) => ({
    line,
    username: value('username'),
    name: value('name'),
    phone: value('phone'),
    email: value('email'),
    org: value('org'),
    role: role ?? null,
  }));
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
