import { randomBytes } from 'node:crypto';
import { type Role, roleNames, roles } from '@domain/org/roles';
import { FoundingService } from '@features/people';
import { hashPassword } from '@features/sign-in';
import { UnitOfWork } from '@platform/database';
import { type Command, exitCodes, UsageError } from '../command';

export const userCreate: Command = {
  name: 'user create',
  usage: 'user create USERNAME NAME --org CODE [--role ROLE]...',
  summary: '新建账号及其任职，给出一次性密码。Make an account with its posts; prints a password to change.',
  flags: { org: { type: 'string' }, role: { type: 'string', multiple: true } },
  async run({ words, flags, context, out }) {
    const [username, name, ...more] = words;
    const { org } = flags;
    if (!username || !name || more.length > 0 || typeof org !== 'string') {
      throw new UsageError('需要账号、姓名和 --org。A username, a name and --org are needed.');
    }
    const asked = Array.isArray(flags.role) ? flags.role : [];
    const unknown = asked.find((role) => !(roles as readonly string[]).includes(role));
    if (unknown !== undefined) {
      const list = roles.map((role) => `${role} ${roleNames[role]}`).join('、');
      throw new UsageError(`没有角色“${unknown}”；可用：${list}。`);
    }
    const password = randomBytes(12).toString('base64url');
    const passwordHash = await hashPassword(password);
    const opened = await context();
    const id = await opened.get(UnitOfWork).run((transaction) =>
      opened.get(FoundingService).found(transaction, {
        username,
        name,
        org,
        roles: asked as Role[],
        passwordHash,
        mustChangePassword: true,
      }),
    );
    out.line(`已建立账号 created  ${username}`);
    out.line(`一次性密码 password  ${password}  （首次登录须更改 to be changed at first sign-in）`);
    out.result({ id, username, password });
    return exitCodes.fine;
  },
};
