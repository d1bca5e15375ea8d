import { dateIn } from '@domain/deadlines';
import { type ItemFlag, itemFlagNames, itemSourceNames, itemStateNames, itemTermNames } from '@domain/ledger';
import { documentWork, type SheetColumn, type SheetValue } from '@features/document';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Computing } from '@platform/computing';
import { Database } from '@platform/database';
import type { Caller } from '@platform/http';
import { FigureReader } from './figure-reader';
import type { ItemListed } from './item-answer';
import { type ItemFilter, ItemReader } from './item-reader';
import { ItemStore } from './item-store';

/** Rows of one book: more is a matter of filtering. */
const mostRows = 10_000;
/** Characters of one book: ten thousand rows of usual length, or some two thousand of the greatest. */
const mostCharacters = 4_000_000;
/** Read and put in rows without a pause. */
const atOnce = 50;

const columns: SheetColumn[] = [
  { title: '编号', width: 18, format: 'text' },
  { title: '责任单位', width: 32, format: 'text' },
  { title: '问题', width: 60, format: 'text' },
  { title: '状态', width: 10, format: 'text' },
  { title: '提示', width: 20, format: 'text' },
  { title: '来源', width: 12, format: 'text' },
  { title: '批次', width: 28, format: 'text' },
  { title: '类别', width: 14, format: 'text' },
  { title: '时限类型', width: 10, format: 'text' },
  { title: '期限', width: 12, format: 'text' },
  { title: '措施', width: 8, format: 'count' },
  { title: '已完成措施', width: 10, format: 'count' },
  { title: '责任领导', width: 12, format: 'text' },
  { title: '牵头单位', width: 16, format: 'text' },
  { title: '责任人', width: 12, format: 'text' },
  { title: '卡在谁', width: 20, format: 'text' },
  { title: '最近进展', width: 50, format: 'text' },
  { title: '销号日期', width: 12, format: 'text' },
];

const figureColumns: SheetColumn[] = [
  { title: '编码', width: 12, format: 'text' },
  { title: '党组织', width: 32, format: 'text' },
  ...['立账', '待认领', '整改中', '待验收', '已销号', '长期坚持', '已作废', '逾期', '反弹'].map(
    (title): SheetColumn => ({ title, width: 10, format: 'count' }),
  ),
  { title: '销号率', width: 10, format: 'percent' },
];

/** The ledger as a spreadsheet: the items of a list, and the figures of the units. */
@Injectable()
export class ItemBook {
  constructor(
    private readonly reader: ItemReader,
    private readonly figures: FigureReader,
    private readonly store: ItemStore,
    private readonly database: Database,
    private readonly computing: Computing,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found for a unit that the caller does not see, too_costly, busy */
  async file(caller: Caller, filter: ItemFilter): Promise<{ content: Buffer; name: string }> {
    const today = dateIn(this.clock.now(), this.store.timeZone);
    const { where, values } = this.reader.conditions(caller, filter);
    // Limited: what a spreadsheet is still read in; its caption says so.
    const ids = await this.database.query<{ id: string }>(
      `SELECT r.id FROM rectification r JOIN org_unit o ON o.id = r.org_id WHERE ${where}
       ORDER BY o.path, r.due_on, r.id LIMIT ${mostRows}`,
      values,
    );
    const rows = await this.rows(
      caller,
      ids.map(({ id }) => id),
    );
    const { batch, source, under } = filter;
    const { rows: units } = await this.figures.read(caller, { under, batch, source, by: 'unit' });
    const whole = rows.length === ids.length && ids.length < mostRows;
    const more = whole ? '' : `，只列前${rows.length}项，其余请按单位、批次或状态分开导出`;
    const caption = `整改台账　统计日期：${today}${more}`;
    const content = await this.computing.run(
      documentWork,
      {
        kind: 'workbook',
        sheets: [
          { name: '整改事项', caption, columns, rows, frozenColumns: 2 },
          {
            name: '各单位情况',
            caption,
            columns: figureColumns,
            rows: units.map(({ key, name, figures }): SheetValue[] => [
              key,
              name,
              figures.entered,
              figures.assigned,
              figures.open,
              figures.in_verification,
              figures.closed,
              figures.sustained,
              figures.void,
              figures.overdue,
              figures.relapsed,
              figures.closingRate,
            ]),
            frozenColumns: 2,
          },
        ],
      },
      caller.userId,
    );
    return { name: `整改台账${today}`, content };
  }

  /** As many as a book holds. */
  private async rows(caller: Caller, ids: readonly string[]): Promise<SheetValue[][]> {
    const rows: SheetValue[][] = [];
    let characters = 0;
    for (let from = 0; from < ids.length; from += atOnce) {
      for (const item of await this.reader.items(caller, ids.slice(from, from + atOnce))) {
        const row = rowOf(item);
        for (const value of row) if (typeof value === 'string') characters += value.length;
        if (characters > mostCharacters) return rows;
        rows.push(row);
      }
    }
    return rows;
  }
}

function rowOf(item: ItemListed): SheetValue[] {
  return [
    item.number,
    item.org.name,
    item.problem,
    itemStateNames[item.state],
    item.flags.map((flag) => itemFlagNames[flag as ItemFlag]).join('、'),
    itemSourceNames[item.source],
    item.batch?.title ?? '',
    item.category ?? '',
    item.term ? itemTermNames[item.term] : '',
    item.dueOn,
    item.measures.total,
    item.measures.done,
    item.leader ?? '',
    item.leadUnit ?? '',
    item.person ?? '',
    (item.waitingOn?.who ?? []).map(({ name }) => name).join('、'),
    item.lastProgress?.text ?? '',
    item.closedOn ?? '',
  ];
}
