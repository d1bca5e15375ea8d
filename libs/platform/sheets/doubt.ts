import { cutText } from '@domain/text';
import { longestCell } from './table';

const again = '请把这一列设为“文本”格式后重新填写。';

/** Why a value is not what was typed, for the person who typed it. */
export const doubts = {
  precision: (text: string) =>
    `“${text}”是超过15位的数字，表格软件会丢掉末尾几位，不能确定原来是什么；${again}`,
  scientific: (text: string) => `“${text}”被表格软件改成了科学计数法，原来的数字已不完整；${again}`,
  date: (text: string) => `“${text}”被表格软件当成了日期，不能确定原来是什么；${again}`,
  long: (text: string) => `“${cutText(text, 20, '…')}”这一格超过${longestCell}字，放不下，请删减后再导入。`,
  error: (text: string) => `公式出错（${text}），请改正后再导入。`,
  uncomputed: () => '公式还没有计算结果，请用 Excel 或 WPS 打开并保存后再导入。',
  garbled: (text: string) => `“${text}”里有乱码字符“\uFFFD”，文件在转换时已损坏，请从原文件重新导出。`,
} as const;

/** What a spreadsheet writes in place of a long number. */
export function isScientific(text: string): boolean {
  return /^[+-]?\d(?:[.,]\d+)?E\+\d+$/i.test(text);
}
