import { allowed } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { problem, ruleBroken } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { DelegationEntity } from './delegation.entity';
import { PostChanges } from './post-changes';

export interface NewDelegation {
  appointmentId: string;
  delegateId: string;
  startsAt?: Date;
  endsAt: Date;
  reason?: string | null;
}

interface AppointmentRow {
  id: string;
  user_id: string;
  org_id: string;
  role: Role;
  path: string;
  ends_at: Date | null;
}

const longestDays = 366;

/** Lets another person act in a post for a period 代理; made by its holder or by an administrator there. */
@Injectable()
export class DelegationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly posts: PostChanges,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found, forbidden, self_grant (an administrator delegates no post to themself), rule_broken */
  async create(caller: Caller, delegation: NewDelegation): Promise<string> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (transaction) => {
      const [held] = await transaction.query<AppointmentRow>(
        `SELECT a.id, a.user_id, a.org_id, a.role, a.ends_at, o.path::text AS path
         FROM appointment a JOIN org_unit o ON o.id = a.org_id WHERE a.id = $1 FOR UPDATE OF a`,
        [delegation.appointmentId],
      );
      const target = held && { orgId: held.org_id, path: held.path };
      const own = held?.user_id === caller.userId;
      if (!held || !target || (!own && !allowed(caller, 'user.read', target, now)))
        throw problem('not_found');
      if (!own && !allowed(caller, 'user.manage', target, now)) throw problem('forbidden');
      if (!own && delegation.delegateId === caller.userId) throw problem('self_grant');
      if (delegation.delegateId === held.user_id) throw ruleBroken('/delegateId', '不能委托给任职人自己。');
      if (held.ends_at !== null && held.ends_at <= now)
        throw ruleBroken('/appointmentId', '该任职已经结束。');
      const startsAt = delegation.startsAt ?? now;
      if (delegation.endsAt <= startsAt || delegation.endsAt <= now)
        throw ruleBroken('/endsAt', '结束时间须晚于开始时间和现在。');
      if (delegation.endsAt.getTime() - startsAt.getTime() > longestDays * 86_400_000) {
        throw ruleBroken('/endsAt', `代理期最长${longestDays}天。`);
      }
      const [delegate] = await transaction.query<{ active: boolean }>(
        'SELECT active FROM app_user WHERE id = $1',
        [delegation.delegateId],
      );
      if (!delegate?.active) throw ruleBroken('/delegateId', '没有这个账号，或账号已停用。');
      const id = v7();
      await transaction.manager.insert(DelegationEntity, {
        id,
        appointmentId: held.id,
        delegateId: delegation.delegateId,
        startsAt,
        endsAt: delegation.endsAt,
        reason: delegation.reason ?? null,
        createdBy: caller.userId,
        createdAt: now,
        revokedAt: null,
      });
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: 'delegation.created',
        objectKind: 'delegation',
        objectId: id,
        orgId: held.org_id,
        detail: {
          appointmentId: held.id,
          delegateId: delegation.delegateId,
          startsAt,
          endsAt: delegation.endsAt,
        },
      });
      await this.posts.announce(transaction, [{ orgId: held.org_id, role: held.role }]);
      return id;
    });
  }

  async revoke(caller: Caller, delegationId: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (transaction) => {
      const [post] = await transaction.query<{ org_id: string; role: Role }>(
        `UPDATE delegation d SET revoked_at = $2 FROM appointment a
         WHERE d.id = $1 AND a.id = d.appointment_id AND d.revoked_at IS NULL AND d.ends_at > $2 RETURNING a.org_id, a.role`,
        [delegationId, now],
      );
      if (!post) throw problem('conflict', { reason: '该代理已经结束或撤销。' });
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: 'delegation.revoked',
        objectKind: 'delegation',
        objectId: delegationId,
        orgId: post.org_id,
      });
      await this.posts.announce(transaction, [{ orgId: post.org_id, role: post.role }]);
    });
  }
}
