import { readFile, stat, writeFile } from 'node:fs/promises';
import type { FieldProblem } from '@domain/problems';
import type { TableShape } from '@platform/sheets';
import { type Call, exitCodes, UsageError } from './command';

const largest = 10 * 1024 * 1024;

/** The one file that the words name. @throws UsageError */
export async function importFile([file, ...more]: readonly string[]): Promise<Buffer> {
  if (!file || more.length > 0) throw new UsageError('需要一个文件。One file is needed.');
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new UsageError(`没有文件 ${file}。There is no file ${file}.`);
  if (found.size > largest) throw new UsageError('文件超过 10 MB。The file is larger than 10 MB.');
  return readFile(file);
}

/** What the file's headings may be called, for a command's help. */
export function columnsOf({ columns, mostRows }: TableShape): string[] {
  return [
    '',
    `FILE：CSV 或 XLSX，最多 ${mostRows} 行；列的次序不限，表头上面可以有标题。Columns in any order:`,
    ...columns.map(
      ({ names, required }) => `  ${required ? '必有 required' : '可有 optional'}  ${names.join(' / ')}`,
    ),
  ];
}

/** `--rest FILE`: rows without a fault are taken although others have one, which are written to FILE with their reasons. */
export const restFlag = { rest: { type: 'string' } } as const;

/** Where the rows that are not taken go; null where all rows are taken or none. @throws UsageError where a file is there */
export async function restPlace({ rest }: Call['flags']): Promise<string | null> {
  if (typeof rest !== 'string') return null;
  if (await stat(rest).catch(() => null))
    throw new UsageError(`文件 ${rest} 已经存在，请换一个名字。The file ${rest} is there already.`);
  return rest;
}

/**
 * Writes the rows that were not taken, or in a rehearsal would not be.
 * @returns the command's exit code, which says whether there are any
 */
export async function handBackRest(
  { refused, restFile }: { refused: readonly FieldProblem[]; restFile: string | null },
  place: string | null,
  out: Call['out'],
): Promise<number> {
  if (place === null || restFile === null || refused.length === 0) return exitCodes.fine;
  await writeFile(place, restFile, { flag: 'wx' });
  out.line(
    `有 ${refused.length} 处错误，相关的行没有导入，连同原因写在 ${place}。Rows at fault are in that file.`,
  );
  return exitCodes.wrong;
}
