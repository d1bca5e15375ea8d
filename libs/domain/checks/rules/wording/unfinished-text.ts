import { passageOf } from '../../../text';
import type { Passage } from '../../draft';
import type { DraftRule, RuleFinding } from '../../draft-rule';
import { foundAt } from '../../draft-rule';
import { scanMarkers } from '../../marker';

const closed = /[”’」』）)】〕》〉\]］"']$/;
const finished = /[。！!？?….~～|]$/;
const dangling =
  /(?:[的和与及或在对把将为以从被并使让才却]|以及|没有找到|包括|例如|比如|通过|关于|按照|根据|围绕)$/;
const signature =
  /(?:年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|[支总]部|总支|党委|委员会|学校|小学|中学|幼儿园|教育局)$/;
/** 完成时限：2026年3月底 is an entry of a form, not a sentence. */
const label = /(?:^|[，,；;、\s])[^，,。；;：:\s]{2,10}[：:][^，,。；;：:]{1,24}$/;
/** A row of a table, set by tabs, pipes or blanks, ends where its last cell ends. */
function isRow(paragraph: string): boolean {
  return (
    /\t|[|｜│]/.test(paragraph) ||
    /\S[ \u3000]{2,}\S+[ \u3000]{2,}\S|^\S{1,14}[ \u3000]{2,}\S{1,14}$/.test(paragraph)
  );
}

const longParagraph = 40;
const maxBreaks = 4;

/** Why a paragraph breaks off, or null. Headings and list items may stand without a full stop. */
function breakOff(paragraph: string, isLast: boolean): string | null {
  if (/[，,、]$/.test(paragraph)) return '停在句子中间';
  if (/[；;：:]$/.test(paragraph)) return isLast ? '后面没有下文' : null;
  if (finished.test(paragraph) || closed.test(paragraph)) return null;
  const isLong = paragraph.length >= longParagraph;
  if (!isLong && signature.test(paragraph)) return null;
  if (label.test(paragraph)) return null;
  const isItem = !isLong && scanMarkers(paragraph)[0]?.from === 0;
  const isProse = isLong || (/[，,；;。]/.test(paragraph) && !isItem);
  if (dangling.test(paragraph) && (isLast || isProse)) return '停在句子中间';
  return isLong || (isLast && isProse) ? '没有写完，或者缺少句末标点' : null;
}

function tailOf({ place }: RuleFinding): string {
  return place ? passageOf(place.text, place.from, place.to) : '';
}

function unfinished(passage: Passage): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const end = passage.text.trimEnd().length;
  let at = 0;
  for (const line of passage.text.split('\n')) {
    const paragraph = line.trim();
    const from = at + line.indexOf(paragraph);
    const to = from + paragraph.length;
    const reason = paragraph === '' || isRow(paragraph) ? null : breakOff(paragraph, to >= end);
    if (reason !== null) {
      const tail = passageOf(paragraph, paragraph.length - 12, paragraph.length);
      const message = `${passage.label}里以“${tail}”结尾的这一段${reason}，请补全。`;
      findings.push(foundAt(passage, to - tail.length, to, message));
    }
    at += line.length + 1;
  }
  const [first] = findings;
  if (!first || findings.length <= maxBreaks) return findings;
  // Text pasted from a PDF breaks every line: that is one defect, not one a line.
  const message = `${passage.label}里有${findings.length}段停在句子中间或缺少句末标点（第一处以“${tailOf(first)}”结尾），可能是粘贴时带进了换行，请整理。`;
  return [{ ...first, message }];
}

/** A heading with nothing under it, at the end of a section. */
function bareHeading(passage: Passage): RuleFinding[] {
  const end = passage.text.trimEnd().length;
  const from = passage.text.lastIndexOf('\n', end - 1) + 1;
  const line = passage.text.slice(from, end).trim();
  const [marker] = scanMarkers(line);
  if (from === 0 || marker?.from !== 0 || line.length > 30 || /[。；;！!？?：:，,、]$/.test(line)) return [];
  if (marker.style !== 'chinese' && marker.style !== 'chinese-bracketed') return [];
  // A list of bare items is no list of empty headings: the line before must be text of another kind.
  const before = passage.text.slice(0, from).trimEnd();
  const previous = before.slice(before.lastIndexOf('\n') + 1).trim();
  if (scanMarkers(previous)[0]?.style === marker.style && previous.length <= 30 && !previous.endsWith('。'))
    return [];
  const start = passage.text.indexOf(line, from);
  return [
    foundAt(
      passage,
      start,
      start + line.length,
      `${passage.label}以标题“${line}”结束，下面没有内容，请补全。`,
    ),
  ];
}

export const unfinishedText: DraftRule = {
  id: 'unfinished-text',
  explanation: '段落停在句子中间、以逗号冒号结束，或者标题下面没有内容，多半是粘贴时丢了后面的文字。',
  severity: 'warning',
  fires: { text: '本年度支部按月开展集中学习，党员参加率较高，在联系实际方面还没有找到' },
  silent: {
    text: '主要做法：\n1.按月开展集中学习\n2.组织志愿服务\n本年度各项任务如期完成。\n新苗小学党支部\n2025年12月1日',
  },
  check: ({ passages }) =>
    passages
      .filter((passage) => passage.anchor.kind === 'section')
      .flatMap((passage) => {
        const broken = unfinished(passage);
        return broken.length > 0 ? broken : bareHeading(passage);
      }),
};
