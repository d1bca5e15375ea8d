import { allowed, authorityOver } from '@domain/access';
import type { Role } from '@domain/org/roles';
import { problem, ruleBroken } from '@domain/problems';
import { AuditLog } from '@features/audit';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import type { QueryResultRow } from 'pg';
import { v7 } from 'uuid';
import { lastingRight } from './appointment.service';
import { DelegationEntity } from './delegation.entity';
import { DelegationAnnouncer, type DelegationNews, type ToldDelegation } from './delegation-news';
import { DelegationRecusals } from './delegation-recusals';
import { PostChanges } from './post-changes';

export interface NewDelegation {
  appointmentId: string;
  delegateId: string;
  startsAt?: Date;
  endsAt: Date;
  reason?: string | null;
}

interface AppointmentRow extends QueryResultRow {
  id: string;
  role: Role;
  path: string;
  ends_at: Date | null;
  org: ToldDelegation['org'];
  holder: ToldDelegation['holder'];
}

interface DelegationRow extends QueryResultRow, ToldDelegation {
  acceptedAt: Date | null;
}

const longestDays = 366;
/** Every request of a delegate reads their posts; nobody acts for fifty others at once. */
const mostPerDelegate = 50;
const mostPerPost = 10;

/**
 * Lets another person act in a post for a period 代理: offered by its holder or by an administrator there, in effect
 * once the delegate accepts, and ended by either of them or by an administrator at any time.
 */
@Injectable()
export class DelegationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly posts: PostChanges,
    private readonly news: DelegationAnnouncer,
    private readonly recusals: DelegationRecusals,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id, and in how many reports under review it may recuse the delegate
   * @throws not_found, forbidden, self_grant (an administrator delegates no post to themself), rule_broken
   */
  create(caller: Caller, delegation: NewDelegation): Promise<{ id: string; recuses: number }> {
    const now = this.clock.now();
    const { delegateId, endsAt } = delegation;
    return this.unitOfWork.run(async (transaction) => {
      const held = await this.appointment(transaction, delegation.appointmentId);
      const until = this.requireGiving(caller, held, delegateId, now);
      if (until && endsAt > until) throw ruleBroken('/endsAt', lastingRight(until));
      if (held.ends_at !== null && held.ends_at <= now)
        throw ruleBroken('/appointmentId', '该任职已经结束。');
      const startsAt = delegation.startsAt ?? now;
      refusePeriod(startsAt, endsAt, now);
      const delegate = await this.lockDelegate(transaction, delegateId);
      await this.refuseTooMany(transaction, held.id, delegateId, now);
      const id = v7();
      await transaction.manager.insert(DelegationEntity, {
        id,
        appointmentId: held.id,
        delegateId,
        startsAt,
        endsAt,
        reason: delegation.reason ?? null,
        createdBy: caller.userId,
        createdAt: now,
        acceptedAt: null,
        revokedAt: null,
        revokedBy: null,
      });
      const { org, role, holder } = held;
      const told = { id, org, role, holder, delegate, createdBy: caller.userId, startsAt, endsAt };
      const post = { orgId: org.id, role, holderId: holder.id };
      const { total } = await this.recusals.of(post, delegateId, transaction);
      await this.tell(transaction, caller, 'offered', told, total);
      const detail = { appointmentId: held.id, delegateId, startsAt, endsAt };
      await this.record(transaction, caller, 'delegation.created', told, detail);
      return { id, recuses: total };
    });
  }

  /** By the delegate alone. @throws forbidden for anybody else, conflict where it is not waiting any more */
  accept(caller: Caller, delegationId: string): Promise<void> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (transaction) => {
      const found = await this.lock(transaction, delegationId);
      if (found.delegate.id !== caller.userId) throw problem('forbidden');
      // Whoever acts on this account meanwhile waits, and then sees what it reaches.
      await this.lockDelegate(transaction, caller.userId);
      const accepted = await transaction.execute(
        `UPDATE delegation SET accepted_at = $2
         WHERE id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND ends_at > $2`,
        [delegationId, now],
      );
      if (accepted === 0) throw problem('conflict', { reason: '该代理已经接受、撤销或过期，请刷新后查看。' });
      await this.tell(transaction, caller, 'accepted', found);
      await this.record(transaction, caller, 'delegation.accepted', found);
      await this.posts.announce(transaction, [{ orgId: found.org.id, role: found.role }]);
    });
  }

  /** By its giver, its delegate (who refuses the offer, or lays it down) or an administrator of the unit. */
  async revoke(caller: Caller, delegationId: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (transaction) => {
      const found = await this.lock(transaction, delegationId);
      const ended = await transaction.execute(
        `UPDATE delegation SET revoked_at = $2, revoked_by = $3
         WHERE id = $1 AND revoked_at IS NULL AND ends_at > $2`,
        [delegationId, now, caller.userId],
      );
      if (ended === 0) throw problem('conflict', { reason: '该代理已经结束或撤销。' });
      const mine = found.delegate.id === caller.userId;
      const action = !mine ? 'revoked' : found.acceptedAt === null ? 'refused' : 'laid_down';
      await this.tell(transaction, caller, 'ended', found);
      await this.record(transaction, caller, `delegation.${action}`, found);
      await this.posts.announce(transaction, [{ orgId: found.org.id, role: found.role }]);
    });
  }

  /** What a delegation would recuse its delegate in, before it is made. @throws as `create` for who may not make it */
  async foresee(caller: Caller, appointmentId: string, delegateId: string) {
    const held = await this.unitOfWork.run((transaction) => this.appointment(transaction, appointmentId));
    this.requireGiving(caller, held, delegateId, this.clock.now());
    return this.recusals.of({ orgId: held.org.id, role: held.role, holderId: held.holder.id }, delegateId);
  }

  /** The same of one that is there, for those whom the guard let through. @throws not_found */
  async recusalsOf(delegationId: string) {
    const { org, role, holder, delegate } = await this.unitOfWork.run((transaction) =>
      this.lock(transaction, delegationId),
    );
    return this.recusals.of({ orgId: org.id, role, holderId: holder.id }, delegate.id);
  }

  /** Its holder gives it freely; an administrator as far as their own right reaches. @returns when it must end */
  private requireGiving(caller: Caller, held: AppointmentRow, delegateId: string, now: Date): Date | null {
    const at = { orgId: held.org.id, path: held.path };
    const own = held.holder.id === caller.userId;
    if (!own && !allowed(caller, 'user.read', at, now)) throw problem('not_found');
    if (delegateId === held.holder.id) throw ruleBroken('/delegateId', '不能委托给任职人自己。');
    if (own) return null;
    const account = { userId: delegateId, home: null, posts: [] };
    const authority = authorityOver(caller, account, { kind: 'delegate', role: held.role, at }, now);
    if (!authority.ok) throw authority.problem;
    return authority.until;
  }

  private async appointment(transaction: Transaction, id: string): Promise<AppointmentRow> {
    const [held] = await transaction.query<AppointmentRow>(selectAppointment, [id]);
    if (!held) throw problem('not_found');
    return held;
  }

  private async lock(transaction: Transaction, id: string): Promise<DelegationRow> {
    const [found] = await transaction.query<DelegationRow>(selectDelegation, [id]);
    if (!found) throw problem('not_found');
    return found;
  }

  private async lockDelegate(transaction: Transaction, id: string): Promise<{ id: string; name: string }> {
    const [delegate] = await transaction.query<{ id: string; name: string; active: boolean }>(
      'SELECT id, name, active FROM app_user WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!delegate?.active) throw ruleBroken('/delegateId', '没有这个账号，或账号已停用。');
    return { id: delegate.id, name: delegate.name };
  }

  private async refuseTooMany(
    transaction: Transaction,
    appointmentId: string,
    delegateId: string,
    now: Date,
  ) {
    const [open] = await transaction.query<{ post: number; delegate: number }>(
      `SELECT count(*) FILTER (WHERE appointment_id = $1)::int AS post,
              count(*) FILTER (WHERE delegate_id = $2)::int AS delegate
       FROM delegation WHERE (appointment_id = $1 OR delegate_id = $2) AND revoked_at IS NULL AND ends_at > $3`,
      [appointmentId, delegateId, now],
    );
    if ((open?.post ?? 0) >= mostPerPost)
      throw ruleBroken('/appointmentId', `这一任职已有${mostPerPost}项代理，请先撤销不用的。`);
    if ((open?.delegate ?? 0) >= mostPerDelegate)
      throw ruleBroken('/delegateId', `此人已有${mostPerDelegate}项代理，请另选他人。`);
  }

  private tell(
    transaction: Transaction,
    caller: Caller,
    kind: DelegationNews['kind'],
    delegation: ToldDelegation,
    recuses = 0,
  ): Promise<void> {
    return this.news.announce(transaction, { kind, delegation, actor: actorOf(caller), recuses });
  }

  private record(
    transaction: Transaction,
    caller: Caller,
    action: string,
    { id, org, role, holder, delegate }: ToldDelegation,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    const actor = actorOf(caller);
    return this.audit.record(transaction, {
      actor,
      action,
      objectKind: 'delegation',
      objectId: id,
      orgId: org.id,
      detail: { ...detail, role, holder: holder.name, delegate: delegate.name },
    });
  }
}

function actorOf(caller: Caller): { id: string; name: string } {
  return { id: caller.userId, name: caller.name };
}

function refusePeriod(startsAt: Date, endsAt: Date, now: Date): void {
  if (endsAt <= startsAt || endsAt <= now) throw ruleBroken('/endsAt', '结束时间须晚于开始时间和现在。');
  if (endsAt.getTime() - startsAt.getTime() > longestDays * 86_400_000)
    throw ruleBroken('/endsAt', `代理期最长${longestDays}天。`);
}

const unit = `jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)`;
const person = (alias: string) => `jsonb_build_object('id', ${alias}.id, 'name', ${alias}.name)`;

const selectAppointment = {
  name: 'delegation_appointment',
  text: `SELECT a.id, a.role, a.ends_at, o.path::text AS path, ${unit} AS org, ${person('h')} AS holder
    FROM appointment a JOIN org_unit o ON o.id = a.org_id JOIN app_user h ON h.id = a.user_id
    WHERE a.id = $1 FOR UPDATE OF a`,
};

const selectDelegation = {
  name: 'delegation_for_update',
  text: `SELECT d.id, a.role, ${unit} AS org, ${person('h')} AS holder, ${person('t')} AS delegate,
      d.created_by AS "createdBy", d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.accepted_at AS "acceptedAt"
    FROM delegation d JOIN appointment a ON a.id = d.appointment_id JOIN org_unit o ON o.id = a.org_id
      JOIN app_user h ON h.id = a.user_id JOIN app_user t ON t.id = d.delegate_id
    WHERE d.id = $1 FOR UPDATE OF d`,
};
