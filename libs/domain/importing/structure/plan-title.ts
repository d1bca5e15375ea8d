import type { Unit } from './unit';

const longestTitle = 60;
const titles = 4;
const plan =
  /(?:工作|学习|活动|组织生活|党建)?(?:安排)?(?:计划|要点|安排|方案|打算)(?:表)?(?:\([^)]{0,12}\))?$/;
const report = /总结|报告|汇报|述职|小结|情况|及|和|暨|完成/;

/** Whether the units `first` to `last` begin with a title that calls the text a plan: what it counts is still to be done. */
export function callsItselfPlan(
  normal: string,
  units: readonly Unit[],
  first: number,
  last: number,
): boolean {
  for (let index = first; index < Math.min(last, first + titles); index += 1) {
    const unit = units[index]!;
    if (unit.marker !== null) return false;
    // A title and the text on one line have a gap of blanks between them.
    const line =
      normal.slice(unit.from, Math.min(unit.to, unit.from + longestTitle)).split(/ {2,}|\t/)[0] ?? '';
    if (line.length >= longestTitle || /[。;]/.test(line)) return false;
    if (plan.test(line.trim())) return !report.test(line);
  }
  return false;
}
