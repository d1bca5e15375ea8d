import type { SectionRole } from '../sections/section-variant';
import { readMarker } from './marker';
import type { Unit } from './unit';

/** Sentences that announce a list: 发现以下问题：1、… */
const announcing: ReadonlyArray<[role: SectionRole, expression: RegExp]> = [
  ['causes', /^[^,。;:]{0,20}(?:原因|根源|症结)[^。;:]{0,16}:/],
  [
    'plan',
    /^(?:[^,。;:]{0,20}[,]?)?(?:整改|改进|努力)(?:措施|情况|打算|计划|方案|方向|工作)?[^。;:]{0,12}:|^(?:下一步|下步|今后|往后|接下来|来年|明年)[^。;:]{0,30}:/,
  ],
  [
    'issues',
    /^[^。;:]{0,24}(?:发现|存在|查摆|查找|梳理|检视|检查|仍有|还有|尚有|反馈|暴露)[^。;:]{0,12}(?:问题|不足|短板|差距)[^。;:]{0,12}:|^[^,。;:]{0,8}(?:主要|突出)?(?:问题|不足|短板)(?:有|是|如下)[^。;:]{0,8}:/,
  ],
];
const longest = 48;
const sentenceStart = /(?<=[。;!?])\s{0,3}(?=\S)/g;

/**
 * Cuts units before the sentences that announce a list of problems, causes or measures, and marks what follows with its
 * role; whether the text goes there is the mapper's to decide.
 */
export function splitAtAnnouncements(normal: string, units: readonly Unit[]): Unit[] {
  const result: Unit[] = [];
  units.forEach((unit, index) => {
    let start = unit.from;
    let announces = announcementAt(normal, unit, unit.from, units[index + 1]);
    for (const match of normal.slice(unit.from, unit.to).matchAll(sentenceStart)) {
      const at = unit.from + match.index + match[0].length;
      const role = announcementAt(normal, unit, at, units[index + 1]);
      if (role === undefined || at <= start) continue;
      result.push({
        ...unit,
        from: start,
        to: trimmed(normal, start, at),
        ...(announces ? { announces } : {}),
      });
      [start, announces] = [at, role];
      unit = { ...unit, marker: null, lineStart: false };
    }
    const { announces: _before, ...rest } = unit;
    result.push({ ...rest, from: start, ...(announces ? { announces } : {}) });
  });
  return result;
}

function announcementAt(
  normal: string,
  unit: Unit,
  at: number,
  next: Unit | undefined,
): SectionRole | undefined {
  if (at === unit.from && unit.marker !== null) return undefined;
  const words = normal.slice(at, Math.min(unit.to, at + longest));
  const end = words.indexOf(':');
  if (end < 4) return undefined;
  const behind = at + end + 1;
  const listed =
    behind >= unit.to
      ? next !== undefined && next.marker !== null && next.marker.number === 1
      : readMarker(normal, skipBlanks(normal, behind), true)?.number === 1;
  if (!listed) return undefined;
  return announcing.find(([, expression]) => expression.test(words.slice(0, end + 1)))?.[0];
}

function skipBlanks(normal: string, at: number): number {
  let start = at;
  while (start < at + 4 && /\s/.test(normal.charAt(start))) start += 1;
  return start;
}

function trimmed(normal: string, from: number, to: number): number {
  let end = to;
  while (end > from && /\s/.test(normal.charAt(end - 1))) end -= 1;
  return end;
}
