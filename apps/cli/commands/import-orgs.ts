import { readFile, stat } from 'node:fs/promises';
import { OrgImportService, operator } from '@features/org';
import { type Command, exitCodes, UsageError } from '../command';

const largest = 10 * 1024 * 1024;

export const importOrgs: Command = {
  name: 'import-orgs',
  usage: 'import-orgs FILE [--dry-run]',
  summary: '从 CSV 或 XLSX 导入党组织，全部成功或全部不动。Import the tree from a file, all or nothing.',
  flags: { 'dry-run': { type: 'boolean' } },
  async run({ words, flags, house, out }) {
    const [file, ...more] = words;
    if (!file || more.length > 0) throw new UsageError('需要一个文件。One file is needed.');
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) throw new UsageError(`没有文件 ${file}。There is no file ${file}.`);
    if (found.size > largest) throw new UsageError(`文件超过 10 MB。The file is larger than 10 MB.`);
    const dryRun = flags['dry-run'] === true;
    const result = await (await house())
      .get(OrgImportService)
      .import(operator, await readFile(file), { dryRun });
    const { created, updated, unchanged } = result;
    out.line(
      `${dryRun ? '试运行 dry run' : '已导入 imported'}  新增 ${created}，更新 ${updated}，不变 ${unchanged}`,
    );
    out.result(result);
    return exitCodes.fine;
  },
};
