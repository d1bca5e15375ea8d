import { dateIn } from '@domain/deadlines';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import type { Caller } from '@platform/http';
import { type RefusedLines, restFile, type TableRow, tableWork } from '@platform/sheets';
import { type EntryOutcome, ItemEntry } from './item-entry';
import { ItemStore } from './item-store';
import { itemInputOf, itemTable } from './item-table';

export interface ItemImport {
  dryRun: boolean;
  written: boolean;
  rows: Array<EntryOutcome & { line: number }>;
  notes: string[];
  /** The rows that were not taken, with their reasons, as the text of a CSV. */
  restFile: string | null;
}

export interface ItemImportOptions {
  dryRun: boolean;
  /** The rows without a fault are taken although others have one. */
  partial: boolean;
}

/** Items out of a workbook, a CSV or a pasted table: every row is told, and all are written or none, unless those without a fault are asked for. */
@Injectable()
export class ItemImportService {
  constructor(
    private readonly entry: ItemEntry,
    private readonly store: ItemStore,
    private readonly computing: Computing,
    private readonly clock: Clock,
  ) {}

  /** @throws unreadable_file, too_large, import_ambiguous_encoding */
  async import(
    caller: Caller,
    batchId: string,
    content: Buffer | string,
    { dryRun, partial }: ItemImportOptions,
  ): Promise<ItemImport> {
    const task = { content, shape: itemTable };
    const table = await this.computing.run(tableWork, task, caller.userId);
    const today = dateIn(this.clock.now(), this.store.timeZone);
    const { rows, notes } = table;
    const inputs = rows.map((row) => itemInputOf(row, today));
    const told = await this.entry.enterAll(caller, inputs, batchId, { dryRun, partial });
    return {
      dryRun,
      written: told.written,
      rows: told.rows.map((row, index) => ({ ...row, line: rows[index]?.line ?? index + 1 })),
      notes,
      restFile: restFile(table, refusedLines(rows, told.rows)),
    };
  }
}

function refusedLines(rows: readonly TableRow[], outcomes: readonly EntryOutcome[]): RefusedLines {
  return new Map(
    outcomes.flatMap((outcome, index) => {
      const line = rows[index]?.line;
      if (outcome.ok || line === undefined) return [];
      const { errors } = outcome.fault;
      const reasons = errors.length > 0 ? errors.map(({ detail }) => detail) : [outcome.fault.detail()];
      return [[line, reasons] as const];
    }),
  );
}
