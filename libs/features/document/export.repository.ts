import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@platform/database';
import type { DocumentFormat } from './document-format';
import { type ReadingScope, readableIn } from './reading-scope';

export interface ExportRow {
  id: string;
  requestedBy: string;
  cycle: { id: string; code: string; title: string };
  org: { id: string; code: string; name: string };
  format: DocumentFormat;
  state: 'queued' | 'running' | 'done' | 'failed';
  total: number;
  written: number;
  size: number | null;
  requestedAt: string;
  finishedAt: string | null;
  expiresAt: string;
}

/** A revision of an archive, with the names of the units above its own, from the archive's top down. */
export interface ExportItem {
  position: number;
  reportId: string;
  revision: number;
  folders: string[];
}

export interface NewExport {
  id: string;
  requestedBy: string;
  cycle: string;
  unit: string;
  tier: string | null;
  format: DocumentFormat;
  at: Date;
  expiresAt: Date;
}

/** Keeps what was asked to be packed, and how far it is. */
@Injectable()
export class ExportRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<ExportRow | null> {
    const [row] = await this.database.query<{ view: ExportRow }>(selectExport, [id]);
    return row?.view ?? null;
  }

  /** The person's archives that are still kept, of units below one of the paths, the newest first. */
  async kept(
    userId: string,
    paths: readonly string[],
    now: Date,
    window: { limit: number; offset: number },
  ): Promise<{ items: ExportRow[]; total: number }> {
    const values = [userId, paths, now];
    const [count] = await this.database.query<{ total: number }>(countKept, values);
    const rows = await this.database.query<{ view: ExportRow }>(selectKept, [
      ...values,
      window.limit,
      window.offset,
    ]);
    return { items: rows.map((row) => row.view), total: count?.total ?? 0 };
  }

  /** Archives of the person that are not ready yet; their row is locked, so that requests count in turn. */
  async pending(transaction: Transaction, userId: string): Promise<number> {
    await transaction.query('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
    const [row] = await transaction.query<{ count: number }>(countPending, [userId]);
    return row?.count ?? 0;
  }

  /** Freezes the latest revisions that the scope lets read below the unit. Answers how many there are. */
  async create(
    transaction: Transaction,
    wanted: NewExport,
    scope: ReadingScope,
    limit: number,
  ): Promise<number> {
    const items = await transaction.query<{ report_id: string; revision: number }>(selectItems, [
      wanted.cycle,
      wanted.unit,
      wanted.tier,
      scope.paths,
      scope.publisherPaths,
      limit + 1,
    ]);
    if (items.length === 0 || items.length > limit) return items.length;
    await transaction.execute(insertExport, [
      wanted.id,
      wanted.requestedBy,
      wanted.cycle,
      wanted.unit,
      wanted.format,
      items.length,
      wanted.at,
      wanted.expiresAt,
    ]);
    await transaction.execute(insertItems, [
      wanted.id,
      items.map((item) => item.report_id),
      items.map((item) => item.revision),
    ]);
    return items.length;
  }

  /** Some of an archive's items, in order. */
  async items(exportId: string, after: number, limit: number): Promise<ExportItem[]> {
    return this.database.query<ExportItem & Record<string, unknown>>(selectFolders, [exportId, after, limit]);
  }

  /** Starts afresh, also where a worker was killed in the middle. False where it is done or gone. */
  async begin(id: string): Promise<boolean> {
    const begun = await this.database.query(
      `UPDATE document_export SET state = 'running', written = 0 WHERE id = $1 AND state <> 'done' RETURNING id`,
      [id],
    );
    return begun.length > 0;
  }

  async progress(id: string, written: number): Promise<void> {
    await this.database.query(`UPDATE document_export SET written = $2 WHERE id = $1 AND state = 'running'`, [
      id,
      written,
    ]);
  }

  async finish(transaction: Transaction, id: string, size: number, at: Date): Promise<void> {
    await transaction.execute(
      `UPDATE document_export SET state = 'done', written = total, size = $2, finished_at = $3 WHERE id = $1`,
      [id, size, at],
    );
  }

  async fail(id: string, at: Date): Promise<void> {
    await this.database.query(
      `UPDATE document_export SET state = 'failed', finished_at = $2 WHERE id = $1 AND state <> 'done'`,
      [id, at],
    );
  }

  /** All of them, since one that cannot be removed must not keep another from its turn. */
  async expired(now: Date): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM document_export WHERE expires_at < $1 ORDER BY expires_at',
      [now],
    );
    return rows.map((row) => row.id);
  }

  async remove(id: string): Promise<void> {
    await this.database.query('DELETE FROM document_export WHERE id = $1', [id]);
  }
}

const exportView = `SELECT jsonb_build_object('id', e.id, 'requestedBy', e.requested_by,
      'cycle', jsonb_build_object('id', c.id, 'code', c.code, 'title', c.title),
      'org', jsonb_build_object('id', o.org_id, 'code', o.code, 'name', o.name),
      'format', e.format, 'state', e.state, 'total', e.total, 'written', e.written, 'size', e.size,
      'requestedAt', e.requested_at, 'finishedAt', e.finished_at, 'expiresAt', e.expires_at) AS view
    FROM document_export e JOIN cycle c ON c.id = e.cycle_id
      JOIN cycle_org o ON o.cycle_id = e.cycle_id AND o.org_id = e.org_id`;
const selectExport = { name: 'document_export_find', text: `${exportView} WHERE e.id = $1` };
const keptOf = `JOIN org_unit u ON u.id = e.org_id
    WHERE e.requested_by = $1 AND u.path <@ ANY($2::ltree[]) AND e.expires_at > $3`;
const selectKept = {
  name: 'document_export_kept',
  text: `${exportView} ${keptOf} ORDER BY e.requested_at DESC, e.id DESC LIMIT $4 OFFSET $5`,
};
const countKept = {
  name: 'document_export_kept_count',
  text: `SELECT count(*)::int AS total FROM document_export e ${keptOf}`,
};
const countPending = {
  name: 'document_export_pending',
  text: `SELECT count(*)::int AS count FROM document_export WHERE requested_by = $1 AND state IN ('queued', 'running')`,
};
// Limited: one more than an archive takes: more than that is refused with the number.
const selectItems = {
  name: 'document_export_items_to_freeze',
  text: `SELECT r.id AS report_id, r.revision
    FROM cycle_org top
    JOIN cycle_org o ON o.cycle_id = $1 AND o.path <@ top.path
    JOIN report r ON r.cycle_id = $1 AND r.org_id = o.org_id AND r.revision > 0
    JOIN cycle_tier t ON t.id = r.tier_id AND ($3::text IS NULL OR t.kind = $3)
    JOIN org_unit u ON u.id = r.org_id
    WHERE top.cycle_id = $1 AND top.org_id = $2 AND ${readableIn('$4', '$5')}
    ORDER BY o.path, t.kind LIMIT $6`,
};
const insertExport = {
  name: 'document_export_insert',
  text: `INSERT INTO document_export (id, requested_by, cycle_id, org_id, format, state, total, requested_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, 'queued', $6, $7, $8)`,
};
const insertItems = {
  name: 'document_export_item_insert',
  text: `INSERT INTO document_export_item (export_id, position, report_id, revision)
    SELECT $1, position, report_id, revision
    FROM unnest($2::uuid[], $3::integer[]) WITH ORDINALITY AS item (report_id, revision, position)`,
};
// Limited: a batch; the packer goes on after its last position.
// A unit with others below it has a folder of its own, in which its report lies too.
const selectFolders = {
  name: 'document_export_items',
  text: `SELECT i.position, i.report_id AS "reportId", i.revision,
      (SELECT array_agg(a.name ORDER BY nlevel(a.path)) FROM cycle_org a
        WHERE a.cycle_id = e.cycle_id AND a.path @> o.path AND a.path <@ top.path
          AND (a.org_id <> o.org_id OR EXISTS
            (SELECT FROM cycle_org below WHERE below.cycle_id = e.cycle_id AND below.parent_id = a.org_id))) AS folders
    FROM document_export e
    JOIN document_export_item i ON i.export_id = e.id
    JOIN report r ON r.id = i.report_id
    JOIN cycle_org o ON o.cycle_id = e.cycle_id AND o.org_id = r.org_id
    JOIN cycle_org top ON top.cycle_id = e.cycle_id AND top.org_id = e.org_id
    WHERE e.id = $1 AND i.position > $2 ORDER BY i.position LIMIT $3`,
};
