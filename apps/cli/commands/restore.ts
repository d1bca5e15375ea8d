import { resolve } from 'node:path';
import { restoreBackup } from '@features/backup';
import { objectStoreFor } from '@platform/storage';
import { type Command, exitCodes, UsageError } from '../command';

export const restore: Command = {
  name: 'restore',
  usage: 'restore FILE [--silent]',
  summary:
    '把备份恢复到空的数据库并升级；--silent 停用群机器人和未发出的消息（演练用）。Restore into an empty place.',
  flags: { silent: { type: 'boolean' } },
  async run({ words, flags, databaseUrl, environment, out }) {
    const [file, ...more] = words;
    if (!file || more.length > 0) throw new UsageError('需要一个备份文件。A backup file is needed.');
    const silent = flags.silent === true;
    const store = objectStoreFor(environment());
    const order = { file: resolve(file), databaseUrl: await databaseUrl(), store, silent };
    const { manifest, migrated } = await restoreBackup(order);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    out.line(
      `已恢复 restored  ${manifest.takenAt} 的数据：${rows} 行 rows，${manifest.files.count} 个附件 attachments`,
    );
    for (const name of migrated) out.line(`已升级 migrated  ${name}`);
    if (silent) out.line('群机器人已停用，未发出的消息不再发送。Robots are off; nothing pending goes out.');
    if (manifest.files.faulty > 0)
      out.line(
        `备份时已有 ${manifest.files.faulty} 个附件缺失或不符。The backup itself lacks some attachments.`,
      );
    out.line('请运行 verify 核对。Run verify now.');
    out.result({ takenAt: manifest.takenAt, rows, files: manifest.files.count, migrated, silent });
    return manifest.files.faulty > 0 ? exitCodes.wrong : exitCodes.fine;
  },
};
