import { OrgImportService, operator, orgTable } from '@features/org';
import type { Command } from '../command';
import { columnsOf, handBackRest, importFile, restFlag, restPlace } from '../import-file';

export const importOrgs: Command = {
  name: 'import-orgs',
  usage: 'import-orgs FILE [--dry-run] [--rest FILE]',
  summary:
    '从 CSV 或 XLSX 导入党组织，全部成功或全部不动；加 --rest 时有误的行写到另一个文件。Import the tree from a file, all or nothing; with --rest rows at fault go to a file.',
  details: columnsOf(orgTable),
  flags: { 'dry-run': { type: 'boolean' }, ...restFlag },
  async run({ words, flags, context, out }) {
    const content = await importFile(words);
    const dryRun = flags['dry-run'] === true;
    const rest = await restPlace(flags);
    const options = { dryRun, partial: rest !== null };
    const result = await (await context()).get(OrgImportService).import(operator, content, options);
    const { created, updated, unchanged } = result;
    out.line(
      `${dryRun ? '试运行 dry run' : '已导入 imported'}  新增 ${created}，更新 ${updated}，不变 ${unchanged}`,
    );
    out.result(result);
    return handBackRest(result, rest, out);
  },
};
