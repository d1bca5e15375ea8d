import { usernameKey } from '@domain/access';
import { roleNames, roles } from '@domain/org/roles';
import { UserImportService, userTable } from '@features/people';
import { CallerRepository } from '@features/sign-in';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { type Command, UsageError } from '../command';
import type { CommandContext } from '../command-context';
import { columnsOf, handBackRest, importFile, restFlag, restPlace } from '../import-file';

export const peopleImport: Command = {
  name: 'people import',
  usage: 'people import FILE --as USERNAME [--dry-run] [--rest FILE]',
  summary:
    '以某位管理员的名义导入人员及其任职，全部成功或全部不动，给出一次性密码；加 --rest 时有误的行写到另一个文件。Import people in an administrator’s name, all or nothing; with --rest rows at fault go to a file.',
  details: [
    ...columnsOf(userTable),
    `角色 role：${roles.map((role) => roleNames[role]).join('、')}；一人多职写多行。A person with several posts has several lines.`,
  ],
  flags: { as: { type: 'string' }, 'dry-run': { type: 'boolean' }, ...restFlag },
  async run({ words, flags, context, out }) {
    const content = await importFile(words);
    if (typeof flags.as !== 'string')
      throw new UsageError('需要 --as 和一位管理员的账号。--as and an administrator’s account are needed.');
    const dryRun = flags['dry-run'] === true;
    const rest = await restPlace(flags);
    const parts = await context();
    const caller = await callerOf(parts, flags.as);
    const options = { dryRun, partial: rest !== null };
    const result = await parts.get(UserImportService).import(caller, content, options);
    for (const note of result.notes) out.line(note);
    out.line(
      `${dryRun ? '试运行 dry run' : '已导入 imported'}  账号 ${result.created.length}，任职 ${result.appointments}`,
    );
    if (!dryRun)
      out.table(
        result.created.map(({ username, name, temporaryPassword }) => [
          `${username} ${name}`,
          `一次性密码 password  ${temporaryPassword}`,
        ]),
      );
    out.result(result);
    return handBackRest(result, rest, out);
  },
};

/** The administrator with the posts of now: what is imported is theirs to grant, and recorded as theirs. */
async function callerOf(parts: CommandContext, username: string) {
  const [user] = await parts
    .get(Database)
    .query<{ id: string }>('SELECT id FROM app_user WHERE username_key = $1 AND active', [
      usernameKey(username),
    ]);
  const caller =
    user && (await parts.get(CallerRepository).byJob('people import', user.id, parts.get(Clock).now()));
  if (!caller) throw new UsageError(`没有账号“${username}”。There is no such account.`);
  return caller;
}
