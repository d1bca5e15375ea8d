import { readFile, stat } from 'node:fs/promises';
import type { TableShape } from '@platform/sheets';
import { UsageError } from './command';

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
