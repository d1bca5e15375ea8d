import { usernameKey } from '@domain/access';
import { roleNames } from '@domain/org/roles';
import { type FieldProblem, isProblem, problem } from '@domain/problems';
import { hashPassword } from '@features/sign-in';
import { Injectable } from '@nestjs/common';
import { Computing } from '@platform/computing';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { type RefusedLines, restFile, tableWork } from '@platform/sheets';
import { AppointmentService } from './appointment.service';
import { temporaryPassword } from './temporary-password';
import { UserService } from './user.service';
import { UserImportUnits } from './user-import-units';
import { fault, grouped, type UserRow, userRows, userTable } from './user-table';

export interface ImportedUser {
  username: string;
  name: string;
  /** The name of the unit of the first line; empty where there is none. */
  unit: string;
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
  /** Lines that are not taken, where the others are asked for. */
  refused: FieldProblem[];
  /** The lines that are not taken, with their reasons, as the text of a CSV. */
  restFile: string | null;
}

export interface UserImportOptions {
  dryRun: boolean;
  /** People without a faulty line are taken although others have one. */
  partial: boolean;
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
 * posts has several lines. All lines or none, unless those without a fault are asked for: a person's lines stay together.
 */
@Injectable()
export class UserImportService {
  private readonly importing = new Set<string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: UserService,
    private readonly appointments: AppointmentService,
    private readonly computing: Computing,
    private readonly units: UserImportUnits,
  ) {}

  /**
   * @param list a CSV or an XLSX as it was sent, or the text of a CSV
   * @throws unreadable_file (422) with the reason, rule_broken (422) with a pointer per faulty line (with `partial`,
   * only where no line is sound and something was to be written), busy (503)
   * while another file of the same person is being imported, or several of others
   */
  async import(caller: Caller, list: Buffer | string, options: UserImportOptions): Promise<UserImport> {
    const { userId } = caller;
    if (this.importing.has(userId) || this.importing.size >= mostAtOnce) throw problem('busy');
    this.importing.add(userId);
    try {
      return await this.take(caller, list, options);
    } finally {
      this.importing.delete(userId);
    }
  }

  private async take(
    caller: Caller,
    list: Buffer | string,
    { dryRun, partial }: UserImportOptions,
  ): Promise<UserImport> {
    const table = await this.computing.run(tableWork, { content: list, shape: userTable }, caller.userId);
    const read = userRows(table.rows);
    const { rows, faults } = await this.units.placed(caller, read);
    const people = grouped(rows);
    // What is sound by itself is rehearsed, so that everything that is wrong is told at once.
    const sound = people.filter(isUntouchedBy(faults));
    // No password is hashed for what is only rehearsed.
    const rehearsed = await this.rehearse(caller, sound);
    const refused = byLine([...faults, ...rehearsed.faults]);
    const taken = partial ? sound.filter(isUntouchedBy(refused)) : people;
    if (refused.length > 0 && (!partial || (taken.length === 0 && !dryRun))) throw refusal(refused);
    const told = {
      dryRun,
      rows: taken.flatMap(actsOf),
      notes: table.notes,
      refused: refused.slice(0, mostFaults),
      restFile: restFile(table, refusedLines(people, taken, refused)),
    };
    if (dryRun) {
      const created = taken.flatMap(([first]) => (first ? [createdBy(first, '')] : []));
      return { ...told, created, appointments: taken.flat().filter(({ role }) => role !== null).length };
    }
    const newcomers = await withPasswords(taken);
    return this.unitOfWork.run(async (transaction) => {
      const { created, appointments, faults: late } = await this.write(transaction, caller, newcomers);
      if (late.length > 0) throw refusal(byLine(late));
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
      created.push(createdBy(first, secret));
    }
    return { created, appointments, faults };
  }
}

function createdBy({ username, name, unit = '' }: UserRow, temporaryPassword: string): ImportedUser {
  return { username, name, unit, temporaryPassword };
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

const lineOf = ({ pointer }: FieldProblem) => Number(pointer.split('/')[1]);

function byLine(faults: readonly FieldProblem[]): FieldProblem[] {
  return [...faults].sort((a, b) => lineOf(a) - lineOf(b));
}

function isUntouchedBy(faults: readonly FieldProblem[]): (lines: readonly UserRow[]) => boolean {
  const faulty = new Set(faults.map(lineOf));
  return (lines) => !lines.some(({ line }) => faulty.has(line));
}

function refusal(faults: readonly FieldProblem[]) {
  const reason = `有${faults.length}处需要修改，未导入任何一行。`;
  return problem('rule_broken', { reason }, { errors: faults.slice(0, mostFaults) });
}

/** Why each line is not taken: its own faults, or those of another line of the same person. */
function refusedLines(
  people: readonly UserRow[][],
  taken: readonly UserRow[][],
  faults: readonly FieldProblem[],
): RefusedLines {
  const own = new Map<number, string[]>();
  for (const fault of faults) own.set(lineOf(fault), [...(own.get(lineOf(fault)) ?? []), fault.detail]);
  const left = new Map<number, string[]>();
  for (const lines of people.filter((each) => !taken.includes(each))) {
    const others = [...new Set(lines.map(({ line }) => line))].filter((line) => own.has(line));
    for (const { line } of lines)
      left.set(line, own.get(line) ?? [`同一账号的第${others.join('、')}行没有导入，这一行一并退回。`]);
  }
  return left;
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
