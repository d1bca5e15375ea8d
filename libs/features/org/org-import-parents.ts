import { isOrgCode, type OrgImportRow } from '@domain/org/org-import';
import type { FieldProblem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { type Acting, mayAct } from './acting';
import { OrgUnitRepository } from './org-unit.repository';

/** Superiors that the rows of a list give by their names. */
@Injectable()
export class OrgImportParents {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly clock: Clock,
  ) {}

  /** The rows with the codes of their superiors; a name that several units have is a fault. */
  async placed(
    transaction: Transaction,
    acting: Acting,
    rows: readonly OrgImportRow[],
  ): Promise<{ rows: OrgImportRow[]; faults: FieldProblem[] }> {
    const names = [...new Set(rows.map(({ parentCode }) => parentCode))].filter(
      (parent) => parent !== '' && !isOrgCode(parent),
    );
    const standing = await this.units.named(names, transaction);
    const now = this.clock.now();
    const codes = new Map<string, Set<string>>(names.map((name) => [name, new Set()]));
    for (const { name, code } of rows) codes.get(name)?.add(code);
    for (const [name, units] of standing)
      for (const { id, path, code } of units)
        if (mayAct(acting, 'org.manage', { orgId: id, path }, now)) codes.get(name)?.add(code);
    const faults: FieldProblem[] = [];
    const placed = rows.map((row) => {
      const called = [...(codes.get(row.parentCode) ?? [])];
      if (called.length === 1) return { ...row, parentCode: called[0]! };
      if (called.length > 1)
        faults.push({
          pointer: `/rows/${row.line}/parentCode`,
          code: 'unknown_unit',
          detail: `第${row.line}行：有${called.length}个单位叫“${row.parentCode}”，请改写编码：${called.slice(0, 10).join('、')}。`,
        });
      return row;
    });
    return { rows: placed, faults };
  }
}
