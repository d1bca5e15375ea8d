import { usernameFormat, usernameKey } from '@domain/access';
import { type Role, roleNames, roles } from '@domain/org/roles';
import { type FieldProblem, isProblem, problem } from '@domain/problems';
import { hashPassword } from '@features/sign-in';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { isEmail } from 'class-validator';
import { parse } from 'csv-parse/sync';
import { AppointmentService } from './appointment.service';
import { temporaryPassword } from './temporary-password';
import { UserService } from './user.service';

export interface ImportedUser {
  username: string;
  name: string;
  temporaryPassword: string;
}

export interface UserImport {
  dryRun: boolean;
  created: ImportedUser[];
  appointments: number;
}

interface Row {
  line: number;
  username: string;
  name: string;
  phone: string;
  email: string;
  org: string;
  role: Role | null;
}

const mostRows = 2000;
/** Files that are imported at once. */
const mostAtOnce = 3;
const headings: Record<string, keyof Row> = {
  username: 'username',
  账号: 'username',
  name: 'name',
  姓名: 'name',
  phone: 'phone',
  手机: 'phone',
  电话: 'phone',
  email: 'email',
  邮箱: 'email',
  org: 'org',
  党组织编码: 'org',
  单位编码: 'org',
  role: 'role',
  角色: 'role',
  任职: 'role',
};
const roleByName = new Map<string, Role>([
  ...roles.map((role): [string, Role] => [role, role]),
  ...roles.map((role): [string, Role] => [roleNames[role], role]),
]);

/**
 * Accounts and posts from a CSV of username, name, phone, email, org code and role; a person with several
 * posts has several lines. All lines or none: a fault in one is told by its line number and changes nothing.
 */
@Injectable()
export class UserImportService {
  private readonly importing = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserService,
    private readonly appointments: AppointmentService,
  ) {}

  /**
   * Everything is rehearsed first, and passwords are hashed only for what will then be written: a hash costs as
   * much as hundreds of lines.
   * @throws malformed (400) for an unreadable file, rule_broken (422) with a pointer per faulty line, busy (503)
   * while another file of the same person is being imported, or several of others
   */
  async import(caller: Caller, csv: string, dryRun: boolean): Promise<UserImport> {
    const { userId } = caller;
    if (this.importing.has(userId) || this.importing.size >= mostAtOnce) throw problem('busy');
    this.importing.add(userId);
    try {
      return await this.take(caller, csv, dryRun);
    } finally {
      this.importing.delete(userId);
    }
  }

  private async take(caller: Caller, csv: string, dryRun: boolean): Promise<UserImport> {
    const people = [...grouped(readRows(csv)).values()].map(
      (lines): Newcomer => ({ lines, secret: '', hash: '' }),
    );
    const finished = new Error('The rehearsal is over: roll it back.');
    try {
      await this.unitOfWork.run(async (transaction) => {
        await this.write(transaction, caller, people);
        throw finished;
      });
    } catch (error) {
      if (error !== finished) throw error;
    }
    if (!dryRun) await withPasswords(people);
    const appointments = dryRun
      ? people.flatMap(({ lines }) => lines.filter(({ role }) => role !== null)).length
      : await this.unitOfWork.run((transaction) => this.write(transaction, caller, people));
    const created = people.flatMap(({ lines: [first], secret }) =>
      first ? [{ username: first.username, name: first.name, temporaryPassword: secret }] : [],
    );
    return { dryRun, created, appointments };
  }

  /** All of them, or none: how many posts they were given. @throws rule_broken */
  private async write(transaction: Transaction, caller: Caller, people: Newcomer[]): Promise<number> {
    const errors: FieldProblem[] = [];
    let appointments = 0;
    for (const { lines, hash } of people) {
      const [first] = lines;
      if (!first) continue;
      const [taken] = await transaction.query('SELECT 1 FROM app_user WHERE username_key = $1', [
        usernameKey(first.username),
      ]);
      if (taken) {
        errors.push(fault(first.line, 'username', `账号“${first.username}”已存在。`));
        continue;
      }
      const user = { ...first, phone: first.phone || null, email: first.email || null };
      const inserted = this.users.insert(transaction, caller, user, hash);
      const userId = await refusalAsFault(inserted, first.line, 'org', errors);
      if (userId === null) continue;
      for (const line of lines) {
        if (line.role === null) continue;
        const post = { userId, org: line.org, role: line.role };
        const granted = this.appointments.grantWithin(transaction, caller, post);
        if ((await refusalAsFault(granted, line.line, 'role', errors)) !== null) appointments += 1;
      }
    }
    if (errors.length > 0)
      throw problem('rule_broken', { reason: `有${errors.length}处需要修改，未导入任何一行。` }, { errors });
    return appointments;
  }
}

/** A person of the file; the password comes when it is certain that they are written. */
interface Newcomer {
  lines: Row[];
  secret: string;
  hash: string;
}

/** Passwords that are hashed at once: whoever signs in meanwhile finds a thread free. */
const hashedAtOnce = 2;

async function withPasswords(people: Newcomer[]): Promise<void> {
  for (let at = 0; at < people.length; at += hashedAtOnce)
    await Promise.all(
      people.slice(at, at + hashedAtOnce).map(async (person) => {
        person.secret = temporaryPassword();
        person.hash = await hashPassword(person.secret);
      }),
    );
}

/** A refusal of one line, told with its line number; null then. Anything else goes on up. */
async function refusalAsFault<T>(
  work: Promise<T>,
  line: number,
  column: string,
  errors: FieldProblem[],
): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!isProblem(error)) throw error;
    errors.push(fault(line, column, error.detail()));
    return null;
  }
}

function readRows(csv: string): Row[] {
  let records: Record<string, string>[];
  try {
    records = parse(csv, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: false,
      to: mostRows + 1,
      max_record_size: 10_000,
      columns: (names: string[]) =>
        names.map((name) => headings[name.trim().toLowerCase()] ?? headings[name.trim()] ?? false),
    });
  } catch {
    throw problem('malformed', { reason: 'CSV的列数不一致或引号不成对。' });
  }
  if (records.length === 0) throw problem('malformed', { reason: '文件没有数据行。' });
  if (records.length > mostRows) throw problem('too_large', { limit: `${mostRows}行` });
  const errors: FieldProblem[] = [];
  const rows = records.map((record, index) => checked(record, index + 2, errors));
  if (errors.length > 0)
    throw problem('rule_broken', { reason: `有${errors.length}处需要修改，未导入任何一行。` }, { errors });
  return rows;
}

function checked(record: Record<string, string>, line: number, errors: FieldProblem[]): Row {
  const value = (name: string) => record[name] ?? '';
  if (!usernameFormat.test(value('username')))
    errors.push(fault(line, 'username', '账号须为2到60个字母、数字、点、横线或下划线。'));
  if (value('name') === '' || value('name').length > 50)
    errors.push(fault(line, 'name', '姓名须为1到50个字。'));
  if (value('org') === '') errors.push(fault(line, 'org', '须写党组织编码。'));
  if (value('phone').length > 30) errors.push(fault(line, 'phone', '电话过长。'));
  if (value('email') !== '' && !isEmail(value('email')))
    errors.push(fault(line, 'email', '邮箱格式不正确。'));
  const role = value('role') === '' ? null : (roleByName.get(value('role')) ?? undefined);
  if (role === undefined) errors.push(fault(line, 'role', `不认识的角色“${value('role')}”。`));
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

function fault(line: number, column: string, detail: string): FieldProblem {
  return { pointer: `/${line}/${column}`, code: 'row', detail: `第${line}行：${detail}` };
}

function grouped(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = usernameKey(row.username) ?? row.username;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
