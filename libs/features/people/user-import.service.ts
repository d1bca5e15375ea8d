import { usernameKey } from '@domain/access';
import { roleNames } from '@domain/org/roles';
import { type FieldProblem, isProblem, problem } from '@domain/problems';
import { hashPassword } from '@features/sign-in';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { tableWork } from '@platform/sheets';
import { AppointmentService } from './appointment.service';
import { temporaryPassword } from './temporary-password';
import { UserService } from './user.service';
import { fault, grouped, type UserRow, userRows, userTable } from './user-table';

export interface ImportedUser {
  username: string;
  name: string;
  temporaryPassword: string;
}

/** What a line of the list does. */
export interface UserImportAct {
  line: number;
  username: string;
  name: string;
  /** A new account, or one more post of an account that a line above makes. */
  act: 'create' | 'appoint';
  /** In Chinese: the unit and the post. */
  changes: string[];
}

export interface UserImport {
  dryRun: boolean;
  created: ImportedUser[];
  appointments: number;
  rows: UserImportAct[];
  /** How the file was read. */
  notes: string[];
}

/** Somebody new, and the password that they will have. */
interface Newcomer {
  lines: readonly UserRow[];
  secret: string;
  hash: string;
}

/** Files that are imported at once. */
const mostAtOnce = 3;
/** Passwords are hashed a few at a time: each takes a processor and tens of megabytes. */
const hashedAtOnce = 2;
/** Stands for a hash in a rehearsal, which is rolled back; it is the hash of nothing. */
const noHash = '-';
/** Faults that are told one by one. */
const mostFaults = 500;

/**
 * Accounts and posts from a list of username, name, phone, email, org code and role; a person with several
 * posts has several lines. All lines or none: a fault in one is told by its line number and changes nothing.
 */
@Injectable()
export class UserImportService {
  private readonly importing = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserService,
    private readonly appointments: AppointmentService,
    private readonly computing: Computing,
  ) {}

  /**
   * @param list a CSV or an XLSX as it was sent, or the text of a CSV
   * @throws unreadable_file (422) with the reason, rule_broken (422) with a pointer per faulty line, busy (503)
   * while another file of the same person is being imported, or several of others
   */
  async import(caller: Caller, list: Buffer | string, dryRun: boolean): Promise<UserImport> {
    const { userId } = caller;
    if (this.importing.has(userId) || this.importing.size >= mostAtOnce) throw problem('busy');
    this.importing.add(userId);
    try {
      return await this.take(caller, list, dryRun);
    } finally {
      this.importing.delete(userId);
    }
  }

  private async take(caller: Caller, list: Buffer | string, dryRun: boolean): Promise<UserImport> {
    const table = await this.computing.run(tableWork, { content: list, shape: userTable }, caller.userId);
    const { rows, faults } = userRows(table.rows);
    const faulty = new Set(faults.map(({ pointer }) => Number(pointer.split('/')[1])));
    const people = grouped(rows);
    // What is sound by itself is rehearsed, so that everything that is wrong is told at once.
    const sound = people.filter((lines) => !lines.some(({ line }) => faulty.has(line)));
    // No password is hashed for what is only rehearsed.
    const rehearsed = await this.rehearse(caller, sound);
    refuseAny([...faults, ...rehearsed.faults]);
    const told = { dryRun, rows: people.flatMap(actsOf), notes: table.notes };
    if (dryRun) return { ...told, created: rehearsed.created, appointments: rehearsed.appointments };
    const newcomers = await withPasswords(people);
    return this.unitOfWork.run(async (transaction) => {
      const { created, appointments, faults: late } = await this.write(transaction, caller, newcomers);
      refuseAny(late);
      return { ...told, created, appointments };
    });
  }

  private async rehearse(caller: Caller, people: readonly UserRow[][]) {
    const over = new Error('The rehearsal is over: roll it back.');
    const newcomers = people.map((lines) => ({ lines, secret: '', hash: noHash }));
    let written: Awaited<ReturnType<UserImportService['write']>> | undefined;
    try {
      await this.unitOfWork.run(async (transaction) => {
        written = await this.write(transaction, caller, newcomers);
        throw over;
      });
    } catch (error) {
      if (error !== over) throw error;
    }
    return written ?? { created: [], appointments: 0, faults: [] };
  }

  private async write(transaction: Transaction, caller: Caller, newcomers: readonly Newcomer[]) {
    const created: ImportedUser[] = [];
    const faults: FieldProblem[] = [];
    let appointments = 0;
    for (const { lines, secret, hash } of newcomers) {
      const [first] = lines;
      if (!first) continue;
      const [taken] = await transaction.query('SELECT 1 FROM app_user WHERE username_key = $1', [
        usernameKey(first.username),
      ]);
      if (taken) {
        faults.push(fault(first.line, 'username', `账号“${first.username}”已存在。`));
        continue;
      }
      const user = { ...first, phone: first.phone || null, email: first.email || null };
      const userId = await refusalAsFault(
        this.users.insert(transaction, caller, user, hash),
        first,
        'org',
        faults,
      );
      if (userId === null) continue;
      for (const line of lines) {
        if (line.role === null) continue;
        const post = { userId, org: line.org, role: line.role };
        const granted = this.appointments.grantWithin(transaction, caller, post);
        if ((await refusalAsFault(granted, line, 'role', faults)) !== null) appointments += 1;
      }
      created.push({ username: first.username, name: first.name, temporaryPassword: secret });
    }
    return { created, appointments, faults };
  }
}

async function withPasswords(people: readonly UserRow[][]): Promise<Newcomer[]> {
  const newcomers: Newcomer[] = [];
  for (let at = 0; at < people.length; at += hashedAtOnce) {
    const some = people.slice(at, at + hashedAtOnce).map(async (lines) => {
      const secret = temporaryPassword();
      return { lines, secret, hash: await hashPassword(secret) };
    });
    newcomers.push(...(await Promise.all(some)));
  }
  return newcomers;
}

function actsOf(lines: readonly UserRow[]): UserImportAct[] {
  return lines.map(({ line, username, name, org, role }, index) => ({
    line,
    username,
    name,
    act: index === 0 ? 'create' : 'appoint',
    changes: [org, ...(role === null ? [] : [roleNames[role]])],
  }));
}

function refuseAny(faults: readonly FieldProblem[]): void {
  if (faults.length === 0) return;
  const lineOf = ({ pointer }: FieldProblem) => Number(pointer.split('/')[1]);
  const errors = [...faults].sort((a, b) => lineOf(a) - lineOf(b)).slice(0, mostFaults);
  throw problem('rule_broken', { reason: `有${faults.length}处需要修改，未导入任何一行。` }, { errors });
}

/** A refusal of one line, told with its line number; null then. Anything else goes on up. */
async function refusalAsFault<T>(
  work: Promise<T>,
  { line, org }: UserRow,
  column: 'org' | 'role',
  faults: FieldProblem[],
): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!isProblem(error)) throw error;
    const unknown = error.code === 'not_found';
    faults.push(
      fault(line, unknown ? 'org' : column, unknown ? `没有编码为“${org}”的党组织。` : error.detail()),
    );
    return null;
  }
}
