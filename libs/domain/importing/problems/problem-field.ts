import type { ProblemItem } from '../../review/content';
import { plainDigits } from './day';

export type ProblemField = Exclude<keyof ProblemItem, 'id'>;

/** Labels in front of a field, also the heads of a table's columns. */
const labels: ReadonlyArray<[ProblemField, RegExp]> = [
  ['leader', /(?:责任|分管|牵头|包抓|挂钩)领导/],
  ['unit', /(?:责任|牵头|整改|承办|落实)(?:部门|单位|科室|处室|支部)/],
  ['person', /(?:责任|整改|具体|落实|负责)(?:责任)?人(?:员)?/],
  ['dueOn', /(?:整改|完成|办结|落实)(?:时限|时间|期限)|时限|期限/],
  ['cause', /(?:主要|产生|存在|深层|问题)?(?:的)?(?:原因|根源)(?:分析|剖析)?/],
  ['measure', /(?:整改|改进|解决|下一步|主要|具体|拟采取的?)?(?:的)?(?:措施|举措|办法|对策|打算)/],
  [
    'problem',
    /(?:存在的?|主要|具体|突出|反馈)?(?:问题|不足)(?:表现|清单|描述|内容)?|(?:具体|主要)?表现(?:形式)?/,
  ],
];
const labelSources = labels.map(([, label]) => `(${label.source})`).join('|');
const anyLabel = new RegExp(
  `(?:^|[\\n。；;，,、（(【[\\s*_])(?:${labelSources})(?:[\\d一二三四五六七八九十]{1,2})?[】\\]]?[：:]\\s*|[【[](?:${labelSources})(?:[\\d一二三四五六七八九十]{1,2})?[】\\]]\\s*`,
  'g',
);
/** 责任人吴敏， without a colon. */
const nakedLabel =
  /(?:^|[\n。；;，,、（(\s])(?:(责任人|整改责任人|负责人)|(责任领导|分管领导|牵头领导)|(责任单位|责任部门|牵头部门))(?:为|是)?(?=[\p{Script=Han}]{2,12}(?:[，,。；;）)\s]|$))/gu;
/** …，究其原因，是研究不够: the cause in the problem's own sentence. */
const connector =
  /[，,。；;]\s*(?:(?:究其|分析其?|探究其?|深究其?)(?:原因|根源)[，,]?(?:主要|还|就)?(?:是|在于|为)|(?:其|主要|根本|深层)?(?:原因|根源|症结|根子)(?:主要|还|就)?(?:是(?:因为|由于)?|在于|为)|(?:主要)?(?:是因为|是由于))/g;
/** 家访偏少。下一步，每学期走访一遍: the measure behind the problem's own sentences. */
const turnToMeasure =
  /[。；;\n]\s*(?:(?:下一步|下步|今后|针对(?:此|这一问题)|为此)(?:[，,：:]|(?=(?:将|要|拟|我们|支部|计划|准备|打算|坚持)))|(?=拟(?:于|将)?\p{Script=Han}))\s*/u;
/** 针对“学用脱节”问题，组织案例研讨: the problem is quoted, and what follows is done about it. */
const aimedAt =
  /^(?:针对|关于|围绕|对照)\s?(?:[“"「][^”"」\n]{2,40}[”"」]|[^，,。；;：:“”\n]{4,40}?)(?:等|这一|的)*问题[，,：:]\s?(?=\S{4})/;

export interface FieldSpan {
  field: ProblemField;
  from: number;
  to: number;
}

interface Cut {
  at: number;
  from: number;
  field: ProblemField;
}

/** Cuts “…。原因：…。措施：…。责任人：…” at its labels; the text before the first is the problem. */
export function splitFields(text: string): FieldSpan[] {
  const cuts: Cut[] = [];
  for (const match of text.matchAll(anyLabel)) {
    const group = match.slice(1).findIndex((label) => label !== undefined);
    const field = labels[group % labels.length]?.[0];
    if (field === undefined) continue;
    cuts.push({
      at: match.index + (/[。\n]/.test(match[0].charAt(0)) ? 1 : 0),
      from: match.index + match[0].length,
      field,
    });
  }
  for (const match of text.matchAll(nakedLabel)) {
    const field: ProblemField =
      match[1] !== undefined ? 'person' : match[2] !== undefined ? 'leader' : 'unit';
    cuts.push({ at: match.index, from: match.index + match[0].length, field });
  }
  if (!cuts.some(({ field }) => field === 'cause')) {
    const first = [...text.matchAll(connector)][0];
    const before = first === undefined ? '' : text.slice(0, first.index);
    if (first !== undefined && before.trim().length >= 4)
      cuts.push({
        at: first.index + (/[。]/.test(first[0].charAt(0)) ? 1 : 0),
        from: first.index + first[0].length,
        field: 'cause',
      });
  }
  if (!cuts.some(({ field }) => field === 'measure')) {
    const turn = turnToMeasure.exec(text);
    if (turn !== null && turn.index >= 4)
      cuts.push({ at: turn.index + 1, from: turn.index + turn[0].length, field: 'measure' });
    const aimed = turn === null ? aimedAt.exec(text) : null;
    if (aimed !== null && !cuts.some(({ field, at }) => field === 'cause' && at < text.length))
      cuts.push({ at: aimed[0].replace(/[，,：:\s]+$/, '').length, from: aimed[0].length, field: 'measure' });
  }
  return spansOf(
    text,
    cuts.sort((a, b) => a.at - b.at),
  );
}

function spansOf(text: string, cuts: readonly Cut[]): FieldSpan[] {
  const fields: FieldSpan[] = [{ field: 'problem', from: 0, to: text.length }];
  for (const { at, from, field } of cuts) {
    const previous = fields.at(-1)!;
    if (at < previous.from) continue;
    previous.to = at;
    fields.push({ field, from, to: text.length });
  }
  return fields.filter(({ from, to }) => text.slice(from, to).trim() !== '');
}

/** The label that a line begins with, and where its text starts; null where it begins with none. */
export function leadingLabel(line: string): { field: ProblemField; from: number } | null {
  const match = new RegExp(
    `^[\\s【[(（]{0,4}(?:${labelSources})(?:\\s?[\\d一二三四五六七八九十]{1,2})?\\s?(?:[】\\])）]\\s?[：:]?|[：:]|$)\\s*`,
  ).exec(line);
  if (match === null) return null;
  const field = labels[match.slice(1).findIndex((label) => label !== undefined)]?.[0];
  return field === undefined ? null : { field, from: match[0].length };
}

const columns = labels.map(([field, label]) => ({ field, head: new RegExp(`^\\s*(?:${label.source})`) }));

/** What a table says about its problems, and is none of their fields: 问题类别, 问题来源, 整改进展, 措施落实情况. */
const aboutProblem = /类[别型]|分类|来源|编号|序号|进展|进度|完成情况|落实情况|整改情况|成效|是否|状态|备注/;

/** The field that a table's column holds, by its head; null for 序号 and the like. */
export function columnField(head: string): ProblemField | null {
  if (aboutProblem.test(head)) return null;
  return columns.find(({ head: expression }) => expression.test(head))?.field ?? null;
}

const limit =
  /(?:[^，,。；;\n]{0,16}(?:前|底|内|末)(?:完成|整改|落实|办结|建成|到位|形成|销号|实现|修订|制定|开展)?|(?:于|在)[^，,。；;\n]{2,14}(?:完成|办结))/g;

/** The clause of a measure that sets its time limit; empty where there is none. */
export function limitIn(text: string): string {
  return (
    [...plainDigits(text).matchAll(limit)]
      .map((match) => match[0])
      .find((words) => /\d|[一二三四五六七八九十]月|季度|半年|年底|年末/.test(words)) ?? ''
  );
}
