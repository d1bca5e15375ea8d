import { isWithin, type Target } from '@domain/access';
import { dateIn } from '@domain/deadlines';
import {
  type OrgImportPlan,
  type OrgImportRow,
  type PlannedUnit,
  type StandingUnit,
} from '@domain/org/org-import';
import { lineOf, planTakable } from '@domain/org/org-import-partial';
import { childPath, depthOf } from '@domain/org/org-tree';
import type { OrgKind } from '@domain/org/roles';
import { type FieldProblem, problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { Environment } from '@platform/config';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { restFile, tableWork } from '@platform/sheets';
import { v7 } from 'uuid';
import { type Acting, mayAct, subtreesOf } from './acting';
import { recordChanges } from './org-change';
import { actsOf, type OrgImportAct } from './org-import-act';
import { OrgImportParents } from './org-import-parents';
import { lockTreeForChange } from './org-lock';
import { orgRows, orgTable, type SheetFormat, writeOrgSheet } from './org-sheet';
import { OrgUnitRepository } from './org-unit.repository';
import { recordAct } from './record-act';

export interface OrgImport {
  dryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  /** The first of them, new units and changed ones; unchanged ones are only counted. */
  rows: OrgImportAct[];
  /** How the file was read. */
  notes: string[];
  /** The first faults of rows that are not taken, where the others are asked for. */
  refused: FieldProblem[];
  /** The rows that are not taken, with their reasons, as the text of a CSV. */
  restFile: string | null;
}

export interface OrgImportOptions {
  dryRun?: boolean;
  /** Rows without a fault are taken although others have one. */
  partial?: boolean;
}

/** Acts that are shown one by one; the rest is counted. */
const mostShown = 500;

interface StandingRow {
  id: string;
  code: string;
  name: string;
  kind: OrgKind;
  path: string;
  parent_code: string | null;
  phone: string | null;
  position: number;
  dissolved: boolean;
}

/** Brings the tree in from a file, all of it or nothing unless the rows without a fault are asked for, and hands it out as the same file. */
@Injectable()
export class OrgImportService {
  constructor(
    private readonly units: OrgUnitRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly computing: Computing,
    private readonly parents: OrgImportParents,
  ) {}

  /**
   * Units of the file that are new are planted, those that stand get its names, phones and places.
   * @throws unreadable_file, import_rejected (422) with a pointer `/rows/<line>/<column>` per fault (with `partial`, only
   * where no row is sound and something was to be written)
   */
  async import(acting: Acting, content: Buffer, options: OrgImportOptions = {}): Promise<OrgImport> {
    const task = { content, shape: orgTable };
    const table = await this.computing.run(tableWork, task, acting.userId ?? 'operator');
    const { rows, faults } = orgRows(table);
    const done = await this.importRows(acting, rows, { ...options, faults });
    const reasons = new Map<number, string[]>();
    for (const fault of done.allRefused)
      reasons.set(lineOf(fault), [...(reasons.get(lineOf(fault)) ?? []), fault.detail]);
    const { allRefused: _all, ...told } = done;
    return { ...told, notes: table.notes, restFile: restFile(table, reasons) };
  }

  async importRows(
    acting: Acting,
    given: readonly OrgImportRow[],
    options: OrgImportOptions & { faults?: readonly FieldProblem[] } = {},
  ): Promise<OrgImport & { allRefused: FieldProblem[] }> {
    return this.unitOfWork.run(async (transaction) => {
      await lockTreeForChange(transaction);
      const { rows, faults: unclear } = await this.parents.placed(transaction, acting, given);
      const codes = [...new Set(rows.flatMap((row) => [row.code, row.parentCode]))].filter(Boolean);
      const standing = await this.standing(transaction, codes);
      const forbidden = this.beyondReach(acting, rows, standing);
      const { plan, refused } = planTakable(rows, standing, {
        rootAllowed: acting.userId === null,
        faults: [options.faults ?? [], unclear, forbidden],
        partial: options.partial ?? false,
      });
      const none = plan.create.length + plan.update.length + plan.unchanged === 0;
      if (refused.length > 0 && (!options.partial || (none && !options.dryRun)))
        throw problem('import_rejected', { count: refused.length }, { errors: refused.slice(0, 500) });
      if (!options.dryRun) await this.write(transaction, acting, plan, standing);
      return {
        dryRun: options.dryRun ?? false,
        created: plan.create.length,
        updated: plan.update.length,
        unchanged: plan.unchanged,
        rows: actsOf(plan, rows, standing).slice(0, mostShown),
        notes: [],
        refused: refused.slice(0, mostShown),
        allRefused: refused,
        restFile: null,
      };
    });
  }

  /** The caller's part of the tree, or the part below a unit. @throws not_found for a unit not theirs to see */
  async export(caller: Caller, format: SheetFormat, under?: string): Promise<Buffer> {
    const subtrees = subtreesOf(caller, 'org.read', this.clock.now());
    let path: string | null = null;
    if (under !== undefined) {
      const unit = await this.units.find(under);
      if (!unit || !subtrees.some((top) => isWithin(unit.path, top))) throw problem('not_found');
      path = unit.path;
    }
    return writeOrgSheet(await this.units.subtree(subtrees, path), format);
  }

  private async standing(
    transaction: Transaction,
    codes: string[],
  ): Promise<Map<string, StandingUnit & { id: string; path: string }>> {
    const rows = await transaction.query<StandingRow>(standingByCode, [codes]);
    return new Map(
      rows.map(({ parent_code: parentCode, ...row }) => [
        row.code,
        { ...row, parentCode, depth: depthOf(row.path) },
      ]),
    );
  }

  /** Rows that touch, or hang below, what is not the actor's to manage; told as if it did not exist. */
  private beyondReach(
    acting: Acting,
    rows: readonly OrgImportRow[],
    standing: ReadonlyMap<string, { id: string; path: string }>,
  ): FieldProblem[] {
    const now = this.clock.now();
    const faults: FieldProblem[] = [];
    const managed = (unit: { id: string; path: string }) =>
      mayAct(acting, 'org.manage', { orgId: unit.id, path: unit.path }, now);
    for (const { line, code, parentCode } of rows) {
      const unit = standing.get(code);
      const parent = standing.get(parentCode);
      if (unit && !managed(unit)) {
        const detail = `第${line}行：编码“${code}”不可用。`;
        faults.push({ pointer: `/rows/${line}/code`, code: 'forbidden', detail });
      } else if (!unit && parent && !managed(parent)) {
        const detail = `第${line}行：没有编码为“${parentCode}”的单位。`;
        faults.push({ pointer: `/rows/${line}/parentCode`, code: 'unknown_unit', detail });
      }
    }
    return faults;
  }

  private async write(
    transaction: Transaction,
    acting: Acting,
    { create, update }: OrgImportPlan,
    standing: ReadonlyMap<string, StandingUnit & { id: string; path: string }>,
  ): Promise<void> {
    await this.plant(transaction, acting, create, standing);
    await this.update(transaction, acting, update, standing);
    const act = {
      verb: 'org.manage' as const,
      target: commonUnit(create, update, standing),
      action: 'org.imported',
      objectKind: 'org',
      objectId: null,
      detail: { created: create.length, updated: update.length },
    };
    await recordAct(this.audit, transaction, acting, act, this.clock.now());
  }

  private async plant(
    transaction: Transaction,
    acting: Acting,
    create: readonly PlannedUnit[],
    standing: ReadonlyMap<string, { id: string; path: string }>,
  ): Promise<void> {
    if (create.length === 0) return;
    const now = this.clock.now();
    const labels = await transaction.query<{ label: number }>(nextLabels, [create.length]);
    const placed = new Map<string, { id: string; path: string }>(standing);
    const rows = create.map((unit, index) => {
      const parent = unit.parentCode === null ? null : placed.get(unit.parentCode);
      const label = Number(labels[index]?.label);
      const place = { id: v7(), path: childPath(parent?.path ?? null, label) };
      placed.set(unit.code, place);
      return { ...place, label, ...unit, parent: parent?.id ?? null };
    });
    await transaction.execute(insertUnits, [JSON.stringify(rows), now]);
    const effectiveOn = dateIn(now, this.environment.TZ_DEFAULT);
    await recordChanges(
      transaction,
      rows.map(({ id, code, name, kind, parentCode }) => ({
        orgId: id,
        kind: 'created' as const,
        effectiveOn,
        before: null,
        after: { code, name, kind, parent: parentCode },
        reason: null,
        actorId: acting.userId,
        at: now,
      })),
    );
  }

  private async update(
    transaction: Transaction,
    acting: Acting,
    update: readonly PlannedUnit[],
    standing: ReadonlyMap<string, StandingUnit & { id: string }>,
  ): Promise<void> {
    if (update.length === 0) return;
    const now = this.clock.now();
    const rows = update.flatMap((unit) => {
      const stands = standing.get(unit.code);
      return stands ? [{ stands, unit }] : [];
    });
    await transaction.execute(updateUnits, [
      JSON.stringify(rows.map(({ stands, unit }) => ({ ...unit, id: stands.id }))),
    ]);
    const effectiveOn = dateIn(now, this.environment.TZ_DEFAULT);
    await recordChanges(
      transaction,
      rows.map(({ stands, unit }) => ({
        orgId: stands.id,
        kind: stands.name === unit.name ? ('changed' as const) : ('renamed' as const),
        effectiveOn,
        before: { name: stands.name, phone: stands.phone, position: stands.position },
        after: { name: unit.name, phone: unit.phone, position: unit.position },
        reason: null,
        actorId: acting.userId,
        at: now,
      })),
    );
  }
}

/** The standing unit highest up that an import touches; null where it touches several parts of the tree. */
function commonUnit(
  create: readonly PlannedUnit[],
  update: readonly PlannedUnit[],
  standing: ReadonlyMap<string, { id: string; path: string }>,
): Target | null {
  const touched = [...create.map((unit) => unit.parentCode ?? ''), ...update.map((unit) => unit.code)]
    .flatMap((code) => standing.get(code) ?? [])
    .sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const [top] = touched;
  if (!top || !touched.every((unit) => isWithin(unit.path, top.path))) return null;
  return { orgId: top.id, path: top.path };
}

const standingByCode = {
  name: 'org_units_standing',
  text: `SELECT u.id, u.code, u.name, u.kind, u.path::text AS path, p.code AS parent_code, u.phone, u.position,
                u.dissolved_on IS NOT NULL AS dissolved
         FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id WHERE u.code = ANY($1::text[])`,
};
const nextLabels = {
  name: 'org_unit_next_labels',
  text: "SELECT nextval(pg_get_serial_sequence('org_unit', 'label'))::int AS label FROM generate_series(1, $1)",
};
const insertUnits = {
  name: 'org_units_insert',
  text: `INSERT INTO org_unit (id, label, code, name, kind, parent_id, path, position, phone, created_at)
         OVERRIDING SYSTEM VALUE
         SELECT id, label, code, name, kind, parent, path::ltree, position, phone, $2
         FROM jsonb_to_recordset($1::jsonb) AS unit(id uuid, label int, code text, name text, kind text,
           parent uuid, path text, position int, phone text)`,
};
const updateUnits = {
  name: 'org_units_update',
  text: `UPDATE org_unit u SET name = unit.name, phone = unit.phone, position = unit.position,
                version = version + 1
         FROM jsonb_to_recordset($1::jsonb) AS unit(id uuid, name text, phone text, position int)
         WHERE u.id = unit.id`,
};
