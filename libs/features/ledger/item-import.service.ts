import { dateIn } from '@domain/deadlines';
import { readDay } from '@domain/importing/problems/day';
import { type ItemTerm, itemTermNames, itemTerms } from '@domain/ledger';
import { type Problem, problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import type { Caller } from '@platform/http';
import { type TableRow, type TableShape, tableWork } from '@platform/sheets';
import { type EntryOutcome, ItemEntry, type ItemInput } from './item-entry';
import { ItemStore } from './item-store';

/** Rows of one import. */
export const mostImportedItems = 500;

const column = (key: string, names: string[], required = false, exact = false) => ({
  key,
  names,
  required,
  exact,
});

/** The usual headings of a list of problems, as a spreadsheet or a table of a document has them. */
const itemTable: TableShape = {
  mostRows: mostImportedItems,
  columns: [
    // A code, or the name as the unit is called.
    column(
      'org',
      ['单位编码', '编码', '单位代码', '责任单位编码', '责任单位', '单位名称', '单位', '党组织', '整改单位'],
      true,
      true,
    ),
    column('problem', ['问题', '存在问题', '主要问题', '具体问题', '问题表现', '反馈问题'], true),
    column('cause', ['原因', '原因分析', '主要原因']),
    column('measure', ['措施', '整改措施', '改进措施']),
    column('leader', ['责任领导', '分管领导']),
    column('leadUnit', ['牵头单位', '牵头部门', '责任部门']),
    column('person', ['责任人', '具体责任人']),
    { ...column('dueOn', ['整改时限', '整改期限', '完成时限', '期限', '完成时间']), day: true },
    column('category', ['类别', '问题类别', '分类']),
    column('paragraph', ['条目', '序号', '段落', '条款']),
    column('term', ['整改类型', '时限类型', '类型']),
  ],
};

export interface ItemImport {
  dryRun: boolean;
  written: boolean;
  rows: Array<EntryOutcome & { line: number }>;
  notes: string[];
}

/** Items out of a workbook, a CSV or a pasted table: every row is told, and all are written or none. */
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
    dryRun: boolean,
  ): Promise<ItemImport> {
    const task = { content, shape: itemTable };
    const { rows, notes } = await this.computing.run(tableWork, task, caller.userId);
    const year = Number(dateIn(this.clock.now(), this.store.timeZone).slice(0, 4));
    const inputs = rows.map((row) => unreliable(row) ?? inputOf(row, year));
    const told = await this.entry.enterAll(caller, inputs, batchId, dryRun);
    return {
      dryRun,
      written: told.written,
      rows: told.rows.map((row, index) => ({ ...row, line: rows[index]?.line ?? index + 1 })),
      notes,
    };
  }
}

/** What a spreadsheet or a conversion has spoilt is entered by nobody's guess. */
function unreliable({ doubts }: TableRow): Problem | null {
  const errors = Object.entries(doubts).map(([key, detail]) => ({
    pointer: `/${key}`,
    code: 'unreliable_value',
    detail,
  }));
  const [first] = errors;
  return first ? problem('rule_broken', { reason: first.detail }, { errors }) : null;
}

function inputOf({ values }: TableRow, year: number): ItemInput {
  const text = (key: string) => values[key]?.trim() || null;
  const measure = text('measure');
  const dueText = text('dueOn');
  const dueOn = dueText === null ? undefined : (readDay(dueText, year) ?? dueText);
  const term = itemTerms.find((each): each is ItemTerm => itemTermNames[each] === text('term')) ?? null;
  return {
    org: text('org') ?? '',
    problem: text('problem') ?? '',
    cause: text('cause'),
    leader: text('leader'),
    leadUnit: text('leadUnit'),
    person: text('person'),
    category: text('category'),
    paragraph: text('paragraph'),
    term,
    dueOn,
    measures:
      measure && dueOn ? [{ text: measure, person: text('person') ?? text('leader') ?? '', dueOn }] : [],
  };
}
