import { orgCodePattern } from '@domain/org/org-import';
import type { OrgKind } from '@domain/org/roles';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';
import { orderBy, type Page } from '@platform/http';
import { type OrgUnit, type OrgUnitRow, orgUnitColumns, orgUnitOf } from './org-unit';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads on any connection, or inside a transaction. */
export type Reader = Pick<Database | Transaction, 'query'>;

export interface OrgUnitFilter {
  /** Tops of the subtrees that may be seen. */
  subtrees: string[];
  search?: string;
  kind?: OrgKind;
  /** Path of a unit: itself and everything below it. */
  under?: string;
  dissolved?: boolean;
  page: number;
  pageSize: number;
  sort?: string;
}

const sortable = {
  code: 'u.code',
  name: 'u.name',
  kind: 'u.kind',
  position: 'u.position',
  createdAt: 'u.created_at',
};

@Injectable()
export class OrgUnitRepository {
  constructor(private readonly database: Database) {}

  /** A unit by id or code; what is neither finds nothing, whatever it contains. */
  async find(reference: string, reader: Reader = this.database): Promise<OrgUnit | null> {
    if (!orgCodePattern.test(reference)) return null;
    const statement = uuid.test(reference) ? unitById : unitByCode;
    const [row] = await reader.query<OrgUnitRow>(statement, [reference]);
    return row ? orgUnitOf(row) : null;
  }

  /** Units by id or code, in the order asked for; null where there is none. */
  async findMany(references: readonly string[], reader: Reader = this.database): Promise<(OrgUnit | null)[]> {
    const rows = await reader.query<OrgUnitRow>(unitsByReference, [
      references.filter((reference) => uuid.test(reference)),
      references.filter((reference) => !uuid.test(reference) && orgCodePattern.test(reference)),
    ]);
    const found = new Map<string, OrgUnit>();
    for (const row of rows) {
      found.set(row.id, orgUnitOf(row));
      found.set(row.code, orgUnitOf(row));
    }
    return references.map(
      (reference) => found.get(uuid.test(reference) ? reference.toLowerCase() : reference) ?? null,
    );
  }

  /** The units that exist of each of the names, as they are written; by name. */
  async named(names: readonly string[], reader: Reader = this.database): Promise<Map<string, OrgUnit[]>> {
    const found = new Map<string, OrgUnit[]>();
    if (names.length === 0) return found;
    for (const row of await reader.query<OrgUnitRow>(unitsByName, [[...new Set(names)]])) {
      const unit = orgUnitOf(row);
      found.set(unit.name, [...(found.get(unit.name) ?? []), unit]);
    }
    return found;
  }

  async list(filter: OrgUnitFilter): Promise<Page<OrgUnit>> {
    const values = [
      filter.subtrees,
      filter.under ?? null,
      filter.kind ?? null,
      filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
      filter.dissolved ?? false,
    ];
    const [count] = await this.database.query<{ total: number }>(countUnits, values);
    const rows = await this.database.query<OrgUnitRow>(
      `SELECT ${orgUnitColumns} ${unitsInScope}
       ORDER BY ${orderBy(filter.sort, sortable, 'u.code')}, u.id LIMIT $6 OFFSET $7`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    );
    return {
      items: rows.map(orgUnitOf),
      total: count?.total ?? 0,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  }

  /** Everything below and including the tops, dissolved units left out; superiors before their units. */
  async subtree(subtrees: readonly string[], under: string | null): Promise<OrgUnit[]> {
    const rows = await this.database.query<OrgUnitRow>(unitsOfSubtree, [subtrees, under]);
    return rows.map(orgUnitOf);
  }
}

const fromUnits = 'FROM org_unit u LEFT JOIN org_unit p ON p.id = u.parent_id';

const unitById = { name: 'org_unit_by_id', text: `SELECT ${orgUnitColumns} ${fromUnits} WHERE u.id = $1` };
const unitByCode = {
  name: 'org_unit_by_code',
  text: `SELECT ${orgUnitColumns} ${fromUnits} WHERE u.code = $1`,
};
const unitsByReference = {
  name: 'org_units_by_reference',
  text: `SELECT ${orgUnitColumns} ${fromUnits} WHERE u.id = ANY($1::uuid[]) OR u.code = ANY($2::text[])`,
};
const unitsByName = {
  name: 'org_units_by_name',
  text: `SELECT ${orgUnitColumns} ${fromUnits} WHERE u.name = ANY($1::text[]) AND u.dissolved_on IS NULL ORDER BY u.path`,
};
const unitsInScope = `${fromUnits}
  WHERE u.path <@ ANY($1::text[]::ltree[])
    AND ($2::text IS NULL OR u.path <@ $2::text::ltree)
    AND ($3::text IS NULL OR u.kind = $3)
    AND ($4::text IS NULL OR u.name ILIKE $4 OR u.code ILIKE $4)
    AND ($5::boolean OR u.dissolved_on IS NULL)`;
const countUnits = { name: 'org_units_count', text: `SELECT count(*)::int AS total ${unitsInScope}` };
const unitsOfSubtree = {
  name: 'org_units_of_subtree',
  text: `SELECT ${orgUnitColumns} ${fromUnits}
         WHERE u.path <@ ANY($1::text[]::ltree[]) AND ($2::text IS NULL OR u.path <@ $2::text::ltree)
           AND u.dissolved_on IS NULL
         ORDER BY nlevel(u.path), u.position, u.code`,
};
