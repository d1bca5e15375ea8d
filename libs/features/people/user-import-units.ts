import { allowed } from '@domain/access';
import type { FieldProblem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { fault, type UserRow } from './user-table';

interface KnownUnit {
  id: string;
  code: string;
  name: string;
  path: string;
  superior: string | null;
}

/** Units that the lines of a list give by their names, or by a code in other letters: sf0101 as SF0101. */
@Injectable()
export class UserImportUnits {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The rows with the codes and names of their units; a name that several units have is a fault. */
  async placed(
    caller: Caller,
    { rows, faults }: { rows: UserRow[]; faults: FieldProblem[] },
  ): Promise<{ rows: UserRow[]; faults: FieldProblem[] }> {
    const asked = [...new Set(rows.map(({ org }) => org))].filter((org) => org !== '');
    const known = await this.database.query<KnownUnit>(unitsCalled, [
      asked,
      asked.map((org) => org.toLowerCase()),
    ]);
    const now = this.clock.now();
    const managed = known.filter(({ id, path }) => allowed(caller, 'user.manage', { orgId: id, path }, now));
    const names = new Map(known.map(({ code, name }) => [code, name]));
    const called = by(managed, ({ name }) => name);
    const alike = by(managed, ({ code }) => code.toLowerCase());
    const further: FieldProblem[] = [];
    const placed = rows.map((row) => {
      if (names.has(row.org)) return { ...row, unit: names.get(row.org) };
      const units = called.get(row.org) ?? alike.get(row.org.toLowerCase()) ?? [];
      if (units.length === 1) return { ...row, org: units[0]!.code, unit: units[0]!.name };
      if (units.length === 0 && row.org !== '')
        further.push(fault(row.line, 'org', `没有编码或名称为“${row.org}”的党组织。`));
      if (units.length > 1) {
        const choices = units
          .slice(0, 10)
          .map(({ code, superior }) => (superior ? `${code}（${superior}）` : code));
        const detail = `有${units.length}个党组织叫“${row.org}”，请改写编码：${choices.join('、')}${units.length > 10 ? '等' : ''}。`;
        further.push(fault(row.line, 'org', detail));
      }
      return row;
    });
    return { rows: placed, faults: [...faults, ...further] };
  }
}

/** A list may have two thousand lines, and the tree ten thousand units of one name. */
function by(units: readonly KnownUnit[], keyOf: (unit: KnownUnit) => string): Map<string, KnownUnit[]> {
  const groups = new Map<string, KnownUnit[]>();
  for (const unit of units) {
    const group = groups.get(keyOf(unit));
    if (group) group.push(unit);
    else groups.set(keyOf(unit), [unit]);
  }
  return groups;
}

const unitsCalled = {
  name: 'people_import_units',
  text: `SELECT u.id, u.code, u.name, u.path::text AS path, p.name AS superior
         FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id
         WHERE u.dissolved_on IS NULL AND (u.name = ANY($1::text[]) OR lower(u.code) = ANY($2::text[]))`,
};
