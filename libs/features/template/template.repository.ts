import type { TemplateDefinition } from '@domain/cycle/template-definition';
import { templateCodePattern } from '@domain/cycle/template-faults';
import type { Reader } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import { orderBy, type Page } from '@platform/http';
import { validate } from 'uuid';

export interface TemplateVersionSummary {
  id: string;
  number: number;
  state: 'draft' | 'released';
  createdAt: Date;
  releasedAt: Date | null;
}

export interface Template {
  id: string;
  code: string;
  name: string;
  org: { id: string; code: string; name: string };
  orgPath: string;
  createdAt: Date;
  /** The latest first. */
  versions: TemplateVersionSummary[];
}

export interface TemplateVersion extends TemplateVersionSummary {
  template: { id: string; code: string; name: string };
  orgId: string;
  orgPath: string;
  definition: TemplateDefinition;
  /** Grows with every change of a draft. */
  version: number;
}

/** Where a caller stands, for what is handed down the tree: templates and cycles. */
export interface Standing {
  /** Paths of the caller's units. */
  paths: string[];
  orgIds: string[];
}

interface TemplateRow {
  id: string;
  code: string;
  name: string;
  created_at: Date;
  org_id: string;
  org_code: string;
  org_name: string;
  org_path: string;
  versions: (Omit<TemplateVersionSummary, 'createdAt' | 'releasedAt'> & {
    createdAt: string;
    releasedAt: string | null;
  })[];
}

interface VersionRow {
  id: string;
  number: number;
  state: 'draft' | 'released';
  created_at: Date;
  released_at: Date | null;
  template_id: string;
  template_code: string;
  template_name: string;
  org_id: string;
  org_path: string;
  definition: TemplateDefinition;
  version: number;
}

const sortable = { code: 't.code', name: 't.name', createdAt: 't.created_at' };

@Injectable()
export class TemplateRepository {
  constructor(private readonly database: Database) {}

  /** By id or code. */
  async find(reference: string, reader: Reader = this.database): Promise<Template | null> {
    if (!templateCodePattern.test(reference) && !validate(reference)) return null;
    const [row] = await reader.query<TemplateRow>(validate(reference) ? templateById : templateByCode, [
      reference,
    ]);
    return row ? templateOf(row) : null;
  }

  async version(id: string, reader: Reader = this.database): Promise<TemplateVersion | null> {
    if (!validate(id)) return null;
    const [row] = await reader.query<VersionRow>(versionById, [id]);
    return row ? versionOf(row) : null;
  }

  /** By the id of a version, or the code of a template, which stands for its latest released version. */
  async usable(reference: string, reader: Reader = this.database): Promise<TemplateVersion | null> {
    if (validate(reference)) return this.version(reference, reader);
    if (!templateCodePattern.test(reference)) return null;
    const [row] = await reader.query<VersionRow>(latestReleased, [reference]);
    return row ? versionOf(row) : null;
  }

  /** Templates of units above, below or at those where the caller stands. */
  async list(
    standing: Standing,
    filter: { search?: string; page: number; pageSize: number; sort?: string },
  ): Promise<Page<Template>> {
    const values = [standing.paths, filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null];
    const [count] = await this.database.query<{ total: number }>(countTemplates, values);
    const rows = await this.database.query<TemplateRow>(
      `${selectTemplates} ${inReach} ORDER BY ${orderBy(filter.sort, sortable, 't.code')}, t.id LIMIT $3 OFFSET $4`,
      [...values, filter.pageSize, (filter.page - 1) * filter.pageSize],
    );
    return {
      items: rows.map(templateOf),
      total: count?.total ?? 0,
      page: filter.page,
      pageSize: filter.pageSize,
    };
  }

  /** Whether a unit of the caller owes, or is asked to review, a report by this template. */
  async usedBy(templateId: string, standing: Standing): Promise<boolean> {
    const rows = await this.database.query(usedInCycle, [templateId, standing.orgIds]);
    return rows.length > 0;
  }
}

function templateOf(row: TemplateRow): Template {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    org: { id: row.org_id, code: row.org_code, name: row.org_name },
    orgPath: row.org_path,
    createdAt: row.created_at,
    versions: row.versions.map((version) => ({
      ...version,
      createdAt: new Date(version.createdAt),
      releasedAt: version.releasedAt === null ? null : new Date(version.releasedAt),
    })),
  };
}

function versionOf(row: VersionRow): TemplateVersion {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    createdAt: row.created_at,
    releasedAt: row.released_at,
    template: { id: row.template_id, code: row.template_code, name: row.template_name },
    orgId: row.org_id,
    orgPath: row.org_path,
    definition: row.definition,
    version: row.version,
  };
}

const selectTemplates = `
  SELECT t.id, t.code, t.name, t.created_at, o.id AS org_id, o.code AS org_code, o.name AS org_name,
         o.path::text AS org_path,
         (SELECT coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'state', v.state,
            'createdAt', v.created_at, 'releasedAt', v.released_at) ORDER BY v.number DESC), '[]')
          FROM template_version v WHERE v.template_id = t.id) AS versions
  FROM template t JOIN org_unit o ON o.id = t.org_id`;
const inReach = `
  WHERE (o.path <@ ANY($1::text[]::ltree[]) OR o.path @> ANY($1::text[]::ltree[]))
    AND ($2::text IS NULL OR t.name ILIKE $2 OR t.code ILIKE $2)`;
const templateById = { name: 'template_by_id', text: `${selectTemplates} WHERE t.id = $1` };
const templateByCode = { name: 'template_by_code', text: `${selectTemplates} WHERE t.code = $1` };
const countTemplates = {
  name: 'templates_count',
  text: `SELECT count(*)::int AS total FROM template t JOIN org_unit o ON o.id = t.org_id ${inReach}`,
};
const selectVersions = `
  SELECT v.id, v.number, v.state, v.created_at, v.released_at, t.id AS template_id, t.code AS template_code,
         t.name AS template_name, t.org_id, o.path::text AS org_path, v.definition, v.version
  FROM template_version v JOIN template t ON t.id = v.template_id JOIN org_unit o ON o.id = t.org_id`;
const versionById = { name: 'template_version_by_id', text: `${selectVersions} WHERE v.id = $1` };
const latestReleased = {
  name: 'template_version_latest',
  text: `${selectVersions} WHERE t.code = $1 AND v.state = 'released' ORDER BY v.number DESC LIMIT 1`,
};
const usedInCycle = {
  name: 'template_used_in_cycle',
  text: `SELECT 1 FROM template_version v JOIN cycle_tier ct ON ct.template_version_id = v.id
         JOIN cycle_org co ON co.cycle_id = ct.cycle_id
         WHERE v.template_id = $1 AND co.org_id = ANY($2::uuid[]) LIMIT 1`,
};
