import { migrate, refuseTransactionPooling } from '@platform/database';
import { type Command, exitCodes } from '../command';

export const migrateDatabase: Command = {
  name: 'migrate',
  usage: 'migrate',
  summary: '建表或升级数据库结构；可重复执行。Bring the schema up to date.',
  async run({ databaseUrl, out }) {
    const url = await databaseUrl();
    await refuseTransactionPooling(url);
    const applied = await migrate({ url, pool: 2, applicationName: 'baoshen-migrate' });
    if (applied.length === 0) out.line('数据库已是最新。The schema is up to date.');
    for (const name of applied) out.line(`已应用 applied  ${name}`);
    out.result({ applied });
    return exitCodes.fine;
  },
};
