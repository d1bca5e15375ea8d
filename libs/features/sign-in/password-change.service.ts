import { ruleBroken } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { demonstrationPassword } from './credentials';
import { isGuessable } from './guessable-password';
import { hashPassword, longestPassword, passwordMatches, shortestPassword } from './password';
import { SignInThrottle } from './sign-in-throttle';

/** Changes one's own password and ends every other session and token of the account. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws rule_broken (422) with the field for a wrong current or an unfit new password; throttled (429) after
   *   repeated wrong ones
   */
  async change(caller: Caller, current: string, next: string): Promise<void> {
    const fault = next === current ? '新密码不能与原密码相同。' : await passwordFault(next, caller.username);
    if (fault) throw ruleBroken('/newPassword', fault);
    await this.throttle.enterPasswordChange(caller.userId);
    const nextHash = await hashPassword(next);
    await this.unitOfWork.run(async (transaction) => {
      const [user] = await transaction.query<{ password_hash: string }>(
        'SELECT password_hash FROM app_user WHERE id = $1 FOR UPDATE',
        [caller.userId],
      );
      if (!user || !(await passwordMatches(user.password_hash, current))) {
        throw ruleBroken('/currentPassword', '原密码不正确。');
      }
      await transaction.execute(
        'UPDATE app_user SET password_hash = $2, must_change_password = false, version = version + 1 WHERE id = $1',
        [caller.userId, nextHash],
      );
      await endCredentials(transaction, caller.userId, this.clock.now(), caller.credential.id);
      await this.throttle.forgive(transaction, caller.userId);
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: 'user.password_changed',
        objectKind: 'user',
        objectId: caller.userId,
        orgId: null,
      });
    });
  }
}

/** Revokes every session and token of a user, but the one with the id `except`. */
export async function endCredentials(
  transaction: Transaction,
  userId: string,
  now: Date,
  except: string | null = null,
): Promise<void> {
  for (const table of ['session', 'access_token']) {
    await transaction.execute(
      `UPDATE ${table} SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3`,
      [userId, now, except],
    );
  }
}

/** Why a password is none for this account, as a sentence; null where it is one. */
export async function passwordFault(next: string, username: string): Promise<string | null> {
  if (next.length < shortestPassword || next.length > longestPassword) {
    return `密码长度须在${shortestPassword}到${longestPassword}个字符之间。`;
  }
  if (next === demonstrationPassword) return '不能使用演示密码。';
  if (next.toLowerCase().includes(username.toLowerCase())) return '密码不能包含账号。';
  if (new Set(next).size < 5) return '密码过于简单，请混用更多不同的字符。';
  return (await isGuessable(next)) ? '密码过于常见，容易被猜到，请换一个。' : null;
}
