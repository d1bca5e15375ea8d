import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ItemState, itemMay, itemStateNames } from '@domain/ledger';
import { problem, ruleBroken } from '@domain/problems';
import { possibleIn, type ReportState, reportStateNames } from '@domain/review';
import { cutText } from '@domain/text';
import { AuditLog } from '@features/audit';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { Database, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { ObjectStore, UnclaimedFiles } from '@platform/storage';
import { v7 } from 'uuid';
import { attachmentTypeWork } from './attachment-type-work';

export interface AttachmentView {
  id: string;
  filename: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** The revision that froze it; null while it belongs to the working copy or to a cycle's notice. */
  revision: number | null;
  uploadedBy: { id: string; name: string };
  uploadedAt: string;
}

/** What an attachment hangs on: a report, the notice 通知 of a cycle, or an item of the rectification ledger. */
export interface AttachmentOwner {
  kind: 'report' | 'cycle' | 'rectification';
  id: string;
}

const columns = { report: 'report_id', cycle: 'cycle_id', rectification: 'rectification_id' } as const;

const mostPerOwner = 20;

/** Files of a report or a cycle's notice: stored first, then recorded, so that no record lacks its file. */
@Injectable()
export class AttachmentService {
  private readonly logger = new Logger(AttachmentService.name);

  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ObjectStore,
    private readonly files: UnclaimedFiles,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly computing: Computing,
  ) {}

  /**
   * @throws attachment_type (422), too_costly (422) and busy (503) for a file that cannot be looked at in time,
   *   rule_broken (422) past 20 files, conflict (409) for a report that the
   *   author's side does not hold at present
   */
  async add(
    caller: Caller,
    owner: AttachmentOwner,
    file: { filename: string; content: Buffer },
  ): Promise<AttachmentView> {
    const filename = cleanName(file.filename);
    if (file.content.length === 0) throw ruleBroken('/file', '文件是空的。');
    const task = { filename, content: file.content };
    const mediaType = await this.computing.run(attachmentTypeWork, task, caller.userId);
    const id = v7();
    const key = `${owner.kind}/${owner.id}/${id}`;
    await this.files.announce(key);
    try {
      await this.store.put(key, file.content, mediaType);
      await this.unitOfWork.run(async (transaction) => {
        await this.refuseOwner(transaction, owner);
        await this.files.claim(transaction, key);
        await transaction.execute(
          `INSERT INTO attachment (id, ${columns[owner.kind]}, filename, media_type, size, sha256, storage_key, uploaded_by, uploaded_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            id,
            owner.id,
            filename,
            mediaType,
            file.content.length,
            createHash('sha256').update(file.content).digest('hex'),
            key,
            caller.userId,
            this.clock.now(),
          ],
        );
        await this.record(transaction, caller, 'attachment.added', id, owner, filename);
      });
    } catch (error) {
      // Whether the record exists is known by the claim alone: the answer to a commit may have been lost.
      await this.files
        .discard(key)
        .catch((fault: Error) => this.logger.warn(`${key} waits for the sweep: ${fault.message}`));
      throw error;
    }
    return this.view(id);
  }

  /** `revision`: those frozen with it; null: those of the working copy as it stands. */
  async list(owner: AttachmentOwner, revision: number | null): Promise<AttachmentView[]> {
    const rows = await this.database.query<{ view: AttachmentView }>(
      `SELECT ${view} AS view FROM attachment a JOIN app_user u ON u.id = a.uploaded_by
       WHERE a.${columns[owner.kind]} = $1
         AND (CASE WHEN $2::integer IS NULL THEN a.removed_at IS NULL
              ELSE a.revision <= $2 AND (a.removed_in IS NULL OR a.removed_in > $2) END)
       ORDER BY a.uploaded_at, a.id`,
      [owner.id, revision],
    );
    return rows.map((row) => row.view);
  }

  /** @throws not_found */
  async open(id: string): Promise<{ file: AttachmentView; content: Readable }> {
    const file = await this.view(id);
    const [row] = await this.database.query<{ storage_key: string }>(
      'SELECT storage_key FROM attachment WHERE id = $1',
      [id],
    );
    return { file, content: await this.store.read(row?.storage_key ?? '') };
  }

  /** Takes a file off the working copy or a notice; a revision that froze it keeps it. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      const [row] = await transaction.query<{
        report_id: string | null;
        cycle_id: string | null;
        rectification_id: string | null;
        filename: string;
      }>(
        'SELECT report_id, cycle_id, rectification_id, filename FROM attachment WHERE id = $1 AND removed_at IS NULL FOR UPDATE',
        [id],
      );
      if (!row) throw problem('not_found');
      const owner: AttachmentOwner = row.report_id
        ? { kind: 'report', id: row.report_id }
        : row.rectification_id
          ? { kind: 'rectification', id: row.rectification_id }
          : { kind: 'cycle', id: row.cycle_id ?? '' };
      await this.refuseOwner(transaction, owner, false);
      // Gone from the revision after the one that stands.
      await transaction.execute(
        `UPDATE attachment a SET removed_at = $2, removed_in = (SELECT r.revision + 1 FROM report r WHERE r.id = a.report_id)
         WHERE a.id = $1`,
        [id, this.clock.now()],
      );
      await this.record(transaction, caller, 'attachment.removed', id, owner, row.filename);
    });
  }

  private async refuseOwner(transaction: Transaction, owner: AttachmentOwner, adding = true): Promise<void> {
    if (owner.kind === 'report') {
      const [report] = await transaction.query<{ state: ReportState }>(touchReport, [owner.id]);
      if (!report) throw problem('not_found');
      const { state } = report;
      if (!possibleIn('save', state))
        throw problem(
          'wrong_state',
          { state: reportStateNames[state], stateCode: state },
          { state: { state } },
        );
    } else if (owner.kind === 'rectification') {
      const [item] = await transaction.query<{ state: ItemState }>(touchItem, [owner.id]);
      if (!item) throw problem('not_found');
      const { state } = item;
      // What a verification looked at stays: of a long-term item files are only added.
      if (!itemMay(adding ? 'progress' : 'plan', state))
        throw problem(
          'wrong_state',
          { state: itemStateNames[state], stateCode: state },
          { state: { state } },
        );
    } else if ((await transaction.query(holdCycle, [owner.id])).length === 0) {
      throw problem('not_found');
    }
    if (!adding) return;
    const [count] = await transaction.query<{ count: string }>(
      `SELECT count(*) FROM attachment WHERE ${columns[owner.kind]} = $1 AND removed_at IS NULL`,
      [owner.id],
    );
    if (Number(count?.count) >= mostPerOwner) throw ruleBroken('/file', `最多${mostPerOwner}个附件。`);
  }

  private async view(id: string): Promise<AttachmentView> {
    const [row] = await this.database.query<{ view: AttachmentView }>(
      `SELECT ${view} AS view FROM attachment a JOIN app_user u ON u.id = a.uploaded_by WHERE a.id = $1`,
      [id],
    );
    if (!row) throw problem('not_found');
    return row.view;
  }

  private async record(
    transaction: Transaction,
    caller: Caller,
    action: string,
    id: string,
    owner: AttachmentOwner,
    filename: string,
  ): Promise<void> {
    const [org] = await transaction.query<{ org_id: string }>(
      `SELECT org_id FROM ${owner.kind} WHERE id = $1`,
      [owner.id],
    );
    await this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action,
      objectKind: 'attachment',
      objectId: id,
      orgId: org?.org_id ?? null,
      detail: { [owner.kind]: owner.id, filename },
    });
  }
}

/**
 * A file changes what a submission freezes: raising the epoch makes one that was decided without it decide anew. The
 * lock keeps files of the same owner in a row, so that the limit is counted right.
 */
const touchReport = {
  name: 'attachment_touch_report',
  text: 'UPDATE report SET epoch = epoch + 1 WHERE id = $1 RETURNING state',
};
const touchItem = {
  name: 'attachment_touch_item',
  text: 'UPDATE rectification SET epoch = epoch + 1 WHERE id = $1 RETURNING state',
};
const holdCycle = {
  name: 'attachment_hold_cycle',
  text: 'SELECT id FROM cycle WHERE id = $1 FOR NO KEY UPDATE',
};

const view = `jsonb_build_object('id', a.id, 'filename', a.filename, 'mediaType', a.media_type, 'size', a.size,
  'revision', a.revision, 'uploadedAt', a.uploaded_at, 'uploadedBy', jsonb_build_object('id', u.id, 'name', u.name))`;

// Control characters, path separators and what reverses the reading direction (a disguised ending).
const unsafeInName = /[\p{Cc}\p{Cf}\\/:*?"<>|]/gu;

/** In the units that the column counts or more. */
const longestName = 120;

function cleanName(name: string): string {
  const clean = name.toWellFormed().replace(unsafeInName, '_').trim();
  if (clean.length === 0) return '未命名';
  if (clean.length <= longestName) return clean;
  // What a file is shows in its ending, which is kept.
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(clean)?.[0] ?? '';
  return cutText(clean, longestName, `…${ending}`);
}
