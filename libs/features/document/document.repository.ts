import type { TemplateDefinition } from '@domain/cycle/template-definition';
import type { ItemList } from '@domain/ledger/listed-item';
import type { ReportContent } from '@domain/review/content';
import { stillShown } from '@features/item-list';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import type { DocumentSource } from './document-source';

interface SourceRow {
  org_code: string;
  org_name: string;
  cycle_title: string;
  period: string;
  time_zone: string;
  definition: TemplateDefinition;
  content: ReportContent;
  nil_reason: string | null;
  submitted_at: Date;
  list: ItemList | null;
}

/** Reads what documents show; whoever asks must have been judged before. */
@Injectable()
export class DocumentRepository {
  constructor(private readonly database: Database) {}

  /** A revision, withdrawn ones included; null where there is none of that number. */
  async revision(reportId: string, number: number): Promise<DocumentSource | null> {
    const [row] = await this.database.query<SourceRow & Record<string, unknown>>(revisionSource, [
      reportId,
      number,
    ]);
    if (!row) return null;
    return {
      ...common(row),
      content: row.content,
      revision: number,
      nilReason: row.nil_reason,
      list: row.list,
      at: row.submitted_at,
    };
  }

  /** The frame of a working copy, whose content the report's reader shows to its authors. */
  async frame(
    reportId: string,
  ): Promise<Omit<DocumentSource, 'content' | 'revision' | 'nilReason' | 'at'> | null> {
    const [row] = await this.database.query<SourceRow & Record<string, unknown>>(frameSource, [reportId]);
    return row ? common(row) : null;
  }
}

function common(row: SourceRow) {
  return {
    orgCode: row.org_code,
    orgName: row.org_name,
    cycleTitle: row.cycle_title,
    period: row.period,
    timeZone: row.time_zone,
    definition: row.definition,
  };
}

const frameColumns = `c.title AS cycle_title, c.period, c.time_zone, tv.definition`;
const frameTables = `JOIN cycle c ON c.id = r.cycle_id JOIN cycle_tier t ON t.id = r.tier_id
    JOIN template_version tv ON tv.id = t.template_version_id`;

const revisionSource = {
  name: 'document_revision_source',
  text: `SELECT v.org->>'code' AS org_code, v.org->>'name' AS org_name, ${frameColumns},
      v.content, v.nil_reason, v.submitted_at, ${stillShown('v.ledger')} AS list
    FROM revision v JOIN report r ON r.id = v.report_id ${frameTables}
    WHERE v.report_id = $1 AND v.number = $2`,
};
const frameSource = {
  name: 'document_frame_source',
  text: `SELECT o.code AS org_code, o.name AS org_name, ${frameColumns}
    FROM report r JOIN org_unit o ON o.id = r.org_id ${frameTables} WHERE r.id = $1`,
};
