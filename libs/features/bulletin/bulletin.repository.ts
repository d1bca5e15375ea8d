import type { TemplateDefinition } from '@domain/cycle/template-definition';
import type { ItemList } from '@domain/ledger/listed-item';
import type { ReportContent } from '@domain/review/content';
import { stillShown } from '@features/item-list';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { EditionRecord } from './edition-record';

/** Who is looking: nobody signed in sees public editions alone. */
export interface Reader {
  signedIn: boolean;
  /** Subtrees in which the reader may read reports. */
  paths: string[];
}

export interface EditionFilter {
  search?: string;
  year?: number;
  org?: string;
}

export interface EditionItem {
  number: string;
  year: number;
  serial: number;
  title: string;
  summary: string;
  org: { code: string; name: string };
  /** Whose bulletin it stands in: the top of the tree that the cycle froze. */
  publisher: { code: string; name: string };
  period: string;
  audience: 'committee' | 'all' | 'public';
  publishedAt: string;
  /** Whether it replaced an earlier edition of the same report. */
  correction: boolean;
  retracted: { at: string; reason: string } | null;
}

export interface EditionRow extends EditionItem {
  record: EditionRecord;
  content: ReportContent;
  /** The unit's items of the ledger as frozen with the revision, without what only the committee sees now. */
  list: ItemList | null;
  definition: TemplateDefinition;
  publishedBy: string;
  replaces: string | null;
  replacedBy: string | null;
  reportId: string;
}

// Audiences: everybody, whoever is signed in, and who may read reports of that unit (design 1.4).
const visible = `(e.audience = 'public' OR (e.audience = 'all' AND $1) OR (e.audience = 'committee' AND o.path <@ ANY($2::ltree[])))`;

const source = `
  FROM edition e JOIN report r ON r.id = e.report_id JOIN revision v ON v.report_id = e.report_id AND v.number = e.revision
    JOIN cycle c ON c.id = r.cycle_id JOIN org_unit o ON o.id = r.org_id`;

const publisher = `(
  SELECT jsonb_build_object('code', top.code, 'name', top.name)
  FROM cycle_org own JOIN cycle_org top ON top.cycle_id = own.cycle_id AND top.path @> own.path
  WHERE own.cycle_id = r.cycle_id AND own.org_id = r.org_id ORDER BY nlevel(top.path) LIMIT 1)`;

const item = `'number', e.number, 'year', e.year, 'serial', e.serial, 'title', e.title,
  'summary', CASE WHEN e.retracted_at IS NULL THEN left(btrim(regexp_replace(coalesce(v.content->'sections'->0->>'body', ''), '\\s+', ' ', 'g')), 80) ELSE '' END,
  'org', jsonb_build_object('code', v.org->>'code', 'name', v.org->>'name'), 'publisher', ${publisher}, 'period', c.period, 'audience', e.audience,
  'publishedAt', e.published_at, 'correction', e.replaces_id IS NOT NULL,
  'retracted', CASE WHEN e.retracted_at IS NULL THEN NULL
    ELSE jsonb_build_object('at', e.retracted_at, 'reason', e.retract_reason) END`;

/** Reads what is published, narrowed in the query to what the reader may see. */
@Injectable()
export class BulletinRepository {
  constructor(private readonly database: Database) {}

  /** Current editions and tombstones, the newest first; editions that a later one replaced stay out. */
  async list(
    reader: Reader,
    filter: EditionFilter,
    window: { limit: number; offset: number },
  ): Promise<{ items: EditionItem[]; total: number }> {
    const rows = await this.database.query<{ view: EditionItem; total: string }>(
      `SELECT jsonb_build_object(${item}) AS view, count(*) OVER () AS total ${source}
       WHERE ${visible} AND e.replaced_at IS NULL
         AND ($3::text IS NULL OR e.title ILIKE $3 OR v.org->>'name' ILIKE $3 OR e.number ILIKE $3)
         AND ($4::integer IS NULL OR e.year = $4) AND ($5::text IS NULL OR v.org->>'code' = $5)
       ORDER BY e.published_at DESC, e.id LIMIT ${window.limit} OFFSET ${window.offset}`,
      [
        reader.signedIn,
        reader.paths,
        filter.search ? `%${filter.search.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
        filter.year ?? null,
        filter.org ?? null,
      ],
    );
    return { items: rows.map((row) => row.view), total: Number(rows[0]?.total ?? 0) };
  }

  /** One edition by its number as addresses write it, e.g. 2025-18; null where the reader may not see it. */
  async one(reader: Reader, number: string): Promise<EditionRow | null> {
    const [row] = await this.database.query<{ view: EditionRow }>(
      `SELECT jsonb_build_object(${item}, 'record', e.record, 'content', v.content, 'list', ${stillShown('v.ledger')},
                'definition', tv.definition,
                'publishedBy', p.name, 'replaces', (SELECT number FROM edition WHERE id = e.replaces_id),
                'replacedBy', (SELECT number FROM edition n WHERE n.replaces_id = e.id ORDER BY n.published_at LIMIT 1),
                'reportId', e.report_id) AS view
       ${source} JOIN cycle_tier t ON t.id = r.tier_id JOIN template_version tv ON tv.id = t.template_version_id
         JOIN app_user p ON p.id = e.published_by
       WHERE ${visible} AND e.number = $3`,
      [reader.signedIn, reader.paths, number],
    );
    return row?.view ?? null;
  }
}
