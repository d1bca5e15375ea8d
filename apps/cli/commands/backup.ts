import { resolve } from 'node:path';
import { writeBackup } from '@features/backup';
import { objectStoreFor } from '@platform/storage';
import { type Command, exitCodes, UsageError } from '../command';

export const backup: Command = {
  name: 'backup',
  usage: 'backup FILE',
  summary:
    '把数据库和附件备份成一个文件，可在运行中进行，写完即核对。Back up database and attachments while running.',
  async run({ words, databaseUrl, environment, out }) {
    const [file, ...more] = words;
    if (!file || more.length > 0) throw new UsageError('需要一个文件名。The name of a file is needed.');
    const store = objectStoreFor(environment());
    const made = await writeBackup({ file: resolve(file), databaseUrl: await databaseUrl(), store });
    const { tables, files, takenAt } = made.manifest;
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    out.line(`已备份并核对 backed up and checked  ${made.file}`);
    out.line(`  数据时刻 as of ${takenAt}`);
    out.line(
      `  ${tables.length} 张表 tables，${rows} 行 rows，${files.count} 个附件 attachments，${made.bytes} 字节 bytes`,
    );
    for (const { key, fault } of files.faults)
      out.line(`  ✗ ${fault === 'missing' ? '附件缺失 missing' : '附件内容与记录不符 differs'}  ${key}`);
    if (files.faulty > 0)
      out.line(
        `有 ${files.faulty} 个附件未能完整备份，请检查 DATA_DIR 或 S3 设置。Attachments are missing: see DATA_DIR or S3_*.`,
      );
    out.result({ file: made.file, bytes: made.bytes, takenAt, tables: tables.length, rows, files });
    return files.faulty > 0 ? exitCodes.wrong : exitCodes.fine;
  },
};
