import { OrgImportService, operator, orgTable } from '@features/org';
import { type Command, exitCodes } from '../command';
import { columnsOf, importFile } from '../import-file';

export const importOrgs: Command = {
  name: 'import-orgs',
  usage: 'import-orgs FILE [--dry-run]',
  summary: '从 CSV 或 XLSX 导入党组织，全部成功或全部不动。Import the tree from a file, all or nothing.',
  details: columnsOf(orgTable),
  flags: { 'dry-run': { type: 'boolean' } },
  async run({ words, flags, context, out }) {
    const content = await importFile(words);
    const dryRun = flags['dry-run'] === true;
    const result = await (await context()).get(OrgImportService).import(operator, content, { dryRun });
    const { created, updated, unchanged } = result;
    out.line(
      `${dryRun ? '试运行 dry run' : '已导入 imported'}  新增 ${created}，更新 ${updated}，不变 ${unchanged}`,
    );
    out.result(result);
    return exitCodes.fine;
  },
};
