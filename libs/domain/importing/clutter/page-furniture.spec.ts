import { branchAnnualTemplate } from '../../cycle/branch-annual-template';
import { proposeImport } from '../propose-import';

const head = '第九小学党支部工作总结';

function droppedOf(text: string): string[] {
  return proposeImport(text, branchAnnualTemplate, { year: 2026 })
    .dropped.filter(({ code }) => code === 'page')
    .map(({ text: words }) => words);
}

it('drops the head of each page below its number, and keeps the title above the first', () => {
  const pages = `一、主要工作\n按月学习。\n第2页 共3页\n${head}\n二、存在的问题\n读书少。\n第3页 共3页\n${head}\n三、原因\n时间散。`;
  expect(droppedOf(`第1页 共3页\n${pages}`)).toEqual([
    '第1页 共3页',
    `第2页 共3页\n${head}`,
    `第3页 共3页\n${head}`,
  ]);
  expect(droppedOf(`第1页 共3页\n${head}\n${pages}`)[0]).toBe('第1页 共3页');
});
