import { type AccountAct, allowed, authorityOver } from '@domain/access';
import { problem, ruleBroken } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { endCredentials, hashPassword, SignInThrottle } from '@features/sign-in';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { isNamed, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { AccountRepository } from './account.repository';
import { PostChanges } from './post-changes';
import { temporaryPassword } from './temporary-password';
import { UserEntity } from './user.entity';

export interface NewUser {
  username: string;
  name: string;
  /** Id or code of the unit whose administrators keep the account. */
  org: string;
  phone?: string | null;
  email?: string | null;
}

export interface UserChange {
  name?: string;
  phone?: string | null;
  email?: string | null;
  /** Id or code of another unit to keep the account. */
  org?: string;
  active?: boolean;
  /** The version that was read; a change of an older one is refused. */
  version?: number;
}

/** Accounts: made, changed, deactivated, and given a new password by an administrator. */
@Injectable()
export class UserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly posts: PostChanges,
    private readonly accounts: AccountRepository,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the new id and the temporary password, to be told once
   * @throws duplicate (409) for a username that is taken
   */
  async create(caller: Caller, user: NewUser): Promise<{ id: string; temporaryPassword: string }> {
    const secret = temporaryPassword();
    const passwordHash = await hashPassword(secret);
    const id = await this.unitOfWork.run((transaction) =>
      this.insert(transaction, caller, user, passwordHash),
    );
    return { id, temporaryPassword: secret };
  }

  /**
   * The unit that will keep an account, by id or code.
   * @throws not_found, forbidden (403) where the caller does not administer it
   */
  async homeFor(transaction: Transaction, caller: Caller, org: string): Promise<string> {
    const now = this.clock.now();
    const [home] = await transaction.query<{ id: string; path: string }>(
      `SELECT id, path::text AS path FROM org_unit WHERE ${isNamed('id', 'code', '$1')} AND dissolved_on IS NULL`,
      [org],
    );
    const target = home && { orgId: home.id, path: home.path };
    if (!target || !allowed(caller, 'org.read', target, now))
      throw ruleBroken('/org', `没有编码为“${org}”的党组织。`);
    if (!allowed(caller, 'user.manage', target, now)) throw problem('forbidden');
    return home.id;
  }

  /** Writes one account inside a larger piece of work; used by the import. */
  async insert(
    transaction: Transaction,
    caller: Caller,
    user: NewUser,
    passwordHash: string,
  ): Promise<string> {
    const orgId = await this.homeFor(transaction, caller, user.org);
    const id = v7();
    await transaction.manager.insert(UserEntity, {
      id,
      username: user.username,
      name: user.name,
      orgId,
      phone: user.phone ?? null,
      email: user.email ?? null,
      passwordHash,
      mustChangePassword: true,
      active: true,
      createdAt: this.clock.now(),
    });
    await this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action: 'user.created',
      objectKind: 'user',
      objectId: id,
      orgId,
      detail: { username: user.username, name: user.name },
    });
    return id;
  }

  /** @throws forbidden, stale_version (412), rule_broken (422) for deactivating oneself */
  async change(caller: Caller, userId: string, change: UserChange): Promise<void> {
    if (change.active === false && userId === caller.userId) {
      throw ruleBroken('/active', '不能停用自己的账号，请由另一位管理员办理。');
    }
    await this.unitOfWork.run(async (transaction) => {
      await this.requireAuthority(transaction, caller, userId, { kind: 'change' });
      const user = await transaction.manager.findOneByOrFail(UserEntity, { id: userId });
      if (change.version !== undefined && change.version !== user.version) {
        throw problem('stale_version', { expected: change.version, actual: user.version });
      }
      const fields = {
        name: change.name,
        phone: change.phone,
        email: change.email,
        active: change.active,
        orgId: change.org === undefined ? undefined : await this.homeFor(transaction, caller, change.org),
      };
      const before = {
        name: user.name,
        phone: user.phone,
        email: user.email,
        orgId: user.orgId,
        active: user.active,
      };
      await transaction.manager.save(UserEntity, Object.assign(user, withoutUndefined(fields)));
      if (before.active !== user.active) {
        if (!user.active) await endCredentials(transaction, userId, this.clock.now());
        await this.announcePosts(transaction, userId);
      }
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: before.active && !user.active ? 'user.deactivated' : 'user.changed',
        objectKind: 'user',
        objectId: userId,
        orgId: user.orgId,
        detail: { before, after: withoutUndefined(fields) },
      });
    });
  }

  /**
   * Gives a temporary password, to be told once, and ends every session and token of the account.
   * @throws forbidden where the account reaches what the caller does not administer, also by delegation
   */
  async resetPassword(caller: Caller, userId: string): Promise<{ temporaryPassword: string }> {
    const secret = temporaryPassword();
    const passwordHash = await hashPassword(secret);
    await this.unitOfWork.run(async (transaction) => {
      await this.requireAuthority(transaction, caller, userId, { kind: 'reset' });
      const [user] = await transaction.query<{ org_id: string | null }>(
        `UPDATE app_user SET password_hash = $2, must_change_password = true, version = version + 1
         WHERE id = $1 RETURNING org_id`,
        [userId, passwordHash],
      );
      if (!user) throw problem('not_found');
      await endCredentials(transaction, userId, this.clock.now());
      await this.throttle.forgive(transaction, userId);
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: 'user.password_reset',
        objectKind: 'user',
        objectId: userId,
        orgId: user.org_id,
      });
    });
    return { temporaryPassword: secret };
  }

  /** Judged under lock, so that no post or delegation comes between. */
  private async requireAuthority(
    transaction: Transaction,
    caller: Caller,
    userId: string,
    act: AccountAct,
  ): Promise<void> {
    const account = await this.accounts.lock(transaction, userId);
    if (!account) throw problem('not_found');
    const authority = authorityOver(caller, account, act, this.clock.now());
    if (!authority.ok) throw authority.problem;
  }

  private async announcePosts(transaction: Transaction, userId: string): Promise<void> {
    const posts = await transaction.query<{ orgId: string; role: 'reviewer' }>(
      `SELECT a.org_id AS "orgId", a.role FROM appointment a WHERE a.user_id = $1 AND (a.ends_at IS NULL OR a.ends_at > $2)`,
      [userId, this.clock.now()],
    );
    await this.posts.announce(transaction, posts);
  }
}

function withoutUndefined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
