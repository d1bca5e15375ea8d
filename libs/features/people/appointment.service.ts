import { allowed, authorityOver } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { problem, ruleBroken } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { isNamed, type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import { AccountRepository, judgeAccount } from './account.repository';
import { AppointmentEntity } from './appointment.entity';
import { PostChanges } from './post-changes';

export interface NewAppointment {
  userId: string;
  /** Id or code of the unit. */
  org: string;
  role: Role;
  startsAt?: Date;
  endsAt?: Date | null;
}

/** Grants and ends posts, by the granting rules of design 1.3. */
@Injectable()
export class AppointmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly posts: PostChanges,
    private readonly accounts: AccountRepository,
    private readonly clock: Clock,
  ) {}

  grant(caller: Caller, appointment: NewAppointment): Promise<string> {
    return this.unitOfWork.run((transaction) => this.grantWithin(transaction, caller, appointment));
  }

  /**
   * What a deputy grants ends with the delegation, unless it is said to end sooner.
   * @throws not_found for a unit or user out of sight, forbidden, self_grant, conflict where it is held already
   */
  async grantWithin(transaction: Transaction, caller: Caller, appointment: NewAppointment): Promise<string> {
    const now = this.clock.now();
    const [org] = await transaction.query<{ id: string; path: string; dissolved_on: string | null }>(
      `SELECT id, path::text AS path, dissolved_on::text FROM org_unit WHERE ${isNamed('id', 'code', '$1')}`,
      [appointment.org],
    );
    if (!org || !allowed(caller, 'org.read', { orgId: org.id, path: org.path }, now))
      throw problem('not_found');
    const at = { orgId: org.id, path: org.path };
    if (!allowed(caller, 'user.manage', at, now)) throw problem('forbidden');
    const account = await this.accounts.lock(transaction, appointment.userId);
    const given = { kind: 'appoint' as const, role: appointment.role, at };
    const authority = account && authorityOver(caller, account, given, now);
    if (authority && !authority.ok && authority.problem.code === 'self_grant') throw authority.problem;
    if (!authority || judgeAccount(caller, account, now) === 'hidden') throw problem('not_found');
    if (!authority.ok) throw authority.problem;
    if (org.dissolved_on !== null) throw ruleBroken('/org', '该党组织已撤销，不能再任职。');
    const [user] = await transaction.query<{ active: boolean }>('SELECT active FROM app_user WHERE id = $1', [
      appointment.userId,
    ]);
    if (!user?.active) throw ruleBroken('/userId', '该账号已停用。');
    const startsAt = appointment.startsAt ?? now;
    const endsAt = appointment.endsAt ?? authority.until;
    if (authority.until && endsAt && endsAt > authority.until)
      throw ruleBroken('/endsAt', lastingRight(authority.until));
    if (endsAt !== null && endsAt <= startsAt) throw ruleBroken('/endsAt', '结束时间须晚于开始时间。');
    await this.refuseOverlap(transaction, appointment, org.id, startsAt, endsAt);
    const id = v7();
    await transaction.manager.insert(AppointmentEntity, {
      id,
      userId: appointment.userId,
      orgId: org.id,
      role: appointment.role,
      startsAt,
      endsAt,
      grantedBy: caller.userId,
      createdAt: now,
    });
    await this.audit.record(transaction, {
      actor: { id: caller.userId, name: caller.name },
      action: 'appointment.granted',
      objectKind: 'appointment',
      objectId: id,
      orgId: org.id,
      detail: { userId: appointment.userId, role: appointment.role, startsAt, endsAt },
    });
    await this.posts.announce(transaction, [{ orgId: org.id, role: appointment.role }]);
    return id;
  }

  /** Ends a post now or at an instant to come; the record of what was done in it stays. */
  async end(caller: Caller, appointmentId: string, at?: Date): Promise<void> {
    const now = this.clock.now();
    const endsAt = at ?? now;
    await this.unitOfWork.run(async (transaction) => {
      const held = await transaction.manager.findOne(AppointmentEntity, {
        where: { id: appointmentId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!held) throw problem('not_found');
      if (held.endsAt !== null && held.endsAt <= now)
        throw problem('conflict', { reason: '该任职已经结束。' });
      if (endsAt < now) throw ruleBroken('/at', '结束时间不能早于现在。');
      await transaction.manager.update(
        AppointmentEntity,
        { id: held.id },
        { endsAt: new Date(Math.max(endsAt.getTime(), held.startsAt.getTime())) },
      );
      await this.audit.record(transaction, {
        actor: { id: caller.userId, name: caller.name },
        action: 'appointment.ended',
        objectKind: 'appointment',
        objectId: held.id,
        orgId: held.orgId,
        detail: { userId: held.userId, role: held.role, endsAt },
      });
      await this.posts.announce(transaction, [{ orgId: held.orgId, role: held.role }]);
    });
  }

  private async refuseOverlap(
    transaction: Transaction,
    appointment: NewAppointment,
    orgId: string,
    startsAt: Date,
    endsAt: Date | null,
  ): Promise<void> {
    const overlapping = await transaction.query(
      `SELECT 1 FROM appointment WHERE user_id = $1 AND org_id = $2 AND role = $3
         AND tstzrange(starts_at, ends_at) && tstzrange($4, $5)`,
      [appointment.userId, orgId, appointment.role, startsAt, endsAt],
    );
    if (overlapping.length > 0) throw problem('conflict', { reason: '该用户在这段时间已有同一任职。' });
  }
}

/** Why something that a deputy gives may not end later. */
export function lastingRight(until: Date): string {
  const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' }).format(
    until,
  );
  return `您是以代理身份办理，期限不能晚于代理结束的${day}。请改早结束时间，或请任职人本人办理。`;
}
