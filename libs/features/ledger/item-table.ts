import { addDays, type Day } from '@domain/deadlines';
import { readDay } from '@domain/importing/problems/day';
import { type ItemTerm, itemLimits, itemTermNames, itemTerms } from '@domain/ledger';
import { type Problem, problem } from '@domain/problems';
import type { TableRow, TableShape } from '@platform/sheets';
import type { ItemInput } from './item-entry';

/** Rows of one import. */
export const mostImportedItems = 500;

const column = (key: string, names: string[], required = false, exact = false) => ({
  key,
  names,
  required,
  exact,
});
const person = (key: string, names: string[]) => ({ ...column(key, names), compact: true });

/** The usual headings of a list of problems, as a spreadsheet or a table of a document has them; of two the first is read. */
export const itemTable: TableShape = {
  mostRows: mostImportedItems,
  columns: [
    // A code, or the name as the unit is called.
    column(
      'org',
      [
        '单位编码',
        '党组织编码',
        '责任单位编码',
        '单位代码',
        '编码',
        '责任单位',
        '整改单位',
        '整改责任单位',
        '单位名称',
        '党组织名称',
        '党组织',
        '单位',
      ],
      true,
      true,
    ),
    column(
      'problem',
      [
        '问题',
        '存在问题',
        '具体问题',
        '问题描述',
        '问题表现',
        '问题内容',
        '主要问题',
        '反馈问题',
        '突出问题',
        '问题清单',
        '具体表现',
      ],
      true,
    ),
    column('cause', ['原因', '原因分析', '主要原因', '问题原因', '产生原因', '原因剖析']),
    column('measure', ['措施', '整改措施', '改进措施', '整改举措', '具体措施', '整改措施及要求']),
    person('leader', ['责任领导', '分管领导', '牵头领导', '包抓领导']),
    column('leadUnit', ['牵头单位', '牵头部门', '责任部门', '责任科室']),
    person('person', ['责任人', '具体责任人', '整改责任人', '责任人员', '直接责任人']),
    {
      ...column('dueOn', [
        '整改时限',
        '整改期限',
        '整改完成时限',
        '完成时限',
        '期限',
        '时限',
        '完成时间',
        '整改时间',
        '完成期限',
      ]),
      day: true,
    },
    column('category', ['问题类别', '问题类型', '类别', '分类', '问题分类']),
    column('paragraph', ['条目', '序号', '编号', '段落', '条款']),
    { ...column('term', ['整改类型', '时限类型', '类型']), compact: true },
  ],
};

/** What lists say for how long something takes, in the column of its type as well as in that of its day. */
const terms: ReadonlyArray<readonly [ItemTerm, RegExp]> = [
  ['immediate', /^(?:立行立改|立查立改|即知即改|立即整改|马上就办|边查边改|立说立行)$/],
  ['limited', /^(?:限期整改|限期|分阶段整改)$/],
  ['long_term', /^(?:长期坚持|长期|长期整改|持续推进|持续整改|持续坚持|常态化|常态长效|常抓不懈)$/],
];

function termNamed(text: string | null): ItemTerm | null {
  if (text === null) return null;
  return (
    itemTerms.find((term) => itemTermNames[term] === text) ??
    terms.find(([, words]) => words.test(text))?.[0] ??
    null
  );
}

/** A row as an item, or why it cannot be one: what a spreadsheet has spoilt is entered by nobody's guess. */
export function itemInputOf(row: TableRow, today: Day): ItemInput | Problem {
  const spoilt = Object.entries(row.doubts);
  if (spoilt.length > 0) return refused(spoilt.map(([key, detail]) => [key, 'unreliable_value', detail]));
  const text = (key: string) => row.values[key]?.trim() || null;
  const limit = text('dueOn');
  const term = termNamed(text('term')) ?? termNamed(limit);
  const due = termNamed(limit) === null ? dueOf(limit, today) : termDue(term, today);
  if (typeof due === 'object') return refused([['dueOn', 'rule_broken', due.unclear]]);
  const measure = text('measure');
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
    dueOn: due,
    // A measure without a day of its own is due with its item.
    measures: measure
      ? [{ text: measure, person: text('person') ?? text('leader') ?? '', dueOn: due ?? '' }]
      : [],
  };
}

function refused(faults: ReadonlyArray<readonly [key: string, code: string, detail: string]>): Problem {
  const errors = faults.map(([key, code, detail]) => ({ pointer: `/${key}`, code, detail }));
  return problem('rule_broken', { reason: errors[0]?.detail ?? '' }, { errors });
}

/** 立行立改 is due within its days; what takes long, with its batch. */
function termDue(term: ItemTerm | null, today: Day): Day | undefined {
  return term === 'immediate' ? addDays(today, itemLimits.immediateDays) : undefined;
}

/** The day; words that are none stay what they are, so that the refusal can quote them. */
function dueOf(limit: string | null, today: Day): string | undefined | { unclear: string } {
  if (limit === null) return undefined;
  const year = new Date(`${today}T00:00:00Z`).getUTCFullYear();
  const day = readDay(limit, year);
  if (day === null) return limit;
  const saysYear = /[2２二][0０〇○零]|[今明来本次]年|下一?年度?(?!前)/.test(limit);
  return day < today && !saysYear
    ? { unclear: `“${limit}”没有写是哪一年，${year}年的已经过去；请写成“${year + 1}-06-30”这样。` }
    : day;
}
