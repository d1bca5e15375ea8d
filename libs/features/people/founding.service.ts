import { usernameFormat } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { problem } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import { v7 } from 'uuid';
import { AppointmentEntity } from './appointment.entity';
import { PostChanges } from './post-changes';
import { UserEntity } from './user.entity';

export interface FoundedAccount {
  username: string;
  name: string;
  /** Code of the unit that keeps the account and at which the roles are held. */
  org: string;
  roles: Role[];
  passwordHash: string;
  mustChangePassword: boolean;
}

/**
 * Accounts with posts made by no administrator: the first one of an installation, from the operator's commands or its
 * first page (`features/setup`), and those of the demonstration. Over HTTP no other than that page leads here.
 */
@Injectable()
export class FoundingService {
  constructor(
    private readonly audit: AuditLog,
    private readonly posts: PostChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the new account's id
   * @throws rule_broken for a unit that is not there or a username of another form, duplicate (409)
   */
  async found(transaction: Transaction, account: FoundedAccount): Promise<string> {
    if (!usernameFormat.test(account.username)) {
      throw problem('rule_broken', { reason: '账号须为2至60位字母、数字、点、横线或下划线。' });
    }
    const [org] = await transaction.query<{ id: string }>(
      'SELECT id FROM org_unit WHERE code = $1 AND dissolved_on IS NULL',
      [account.org],
    );
    if (!org) throw problem('rule_broken', { reason: `没有编码为“${account.org}”的党组织。` });
    const createdAt = this.clock.now();
    const userId = v7();
    await transaction.manager.insert(UserEntity, {
      id: userId,
      username: account.username,
      name: account.name,
      orgId: org.id,
      passwordHash: account.passwordHash,
      mustChangePassword: account.mustChangePassword,
      active: true,
      createdAt,
    });
    for (const role of account.roles) {
      await transaction.manager.insert(AppointmentEntity, {
        id: v7(),
        userId,
        orgId: org.id,
        role,
        startsAt: createdAt,
        endsAt: null,
        grantedBy: null,
        createdAt,
      });
    }
    await this.audit.record(transaction, {
      actor: { id: null, name: '系统' },
      action: 'user.created',
      objectKind: 'user',
      objectId: userId,
      orgId: org.id,
      detail: { username: account.username, name: account.name, roles: account.roles },
    });
    await this.posts.announce(
      transaction,
      account.roles.map((role) => ({ orgId: org.id, role })),
    );
    return userId;
  }
}
