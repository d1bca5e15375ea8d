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

  /** The rows with the codes of their units; a name that several units have is a fault. */
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
    const further: FieldProblem[] = [];
    const placed = rows.map((row) => {
      if (known.some(({ code }) => code === row.org)) return row;
      const called = managed.filter(({ name }) => name === row.org);
      const alike = managed.filter(({ code }) => code.toLowerCase() === row.org.toLowerCase());
      const units = called.length > 0 ? called : alike;
      if (units.length === 1) return { ...row, org: units[0]!.code };
      if (units.length === 0 && row.org !== '')
        further.push(fault(row.line, 'org', `没有编码或名称为“${row.org}”的党组织。`));
      if (units.length > 1) {
        const codes = units
          .slice(0, 10)
          .map(({ code, superior }) => (superior ? `${code}（${superior}）` : code));
        const detail = `有${units.length}个党组织叫“${row.org}”，请改写编码：${codes.join('、')}${units.length > 10 ? '等' : ''}。`;
        further.push(fault(row.line, 'org', detail));
      }
      return row;
    });
    return { rows: placed, faults: [...faults, ...further] };
  }
}

const unitsCalled = {
  name: 'people_import_units',
  text: `SELECT u.id, u.code, u.name, u.path::text AS path, p.name AS superior
         FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id
         WHERE u.dissolved_on IS NULL AND (u.name = ANY($1::text[]) OR lower(u.code) = ANY($2::text[]))`,
};
