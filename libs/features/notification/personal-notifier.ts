import { roleNames } from '@domain/org/roles';
import { DelegationAnnouncer, type DelegationNews } from '@features/people';
import { GuessingAlert } from '@features/sign-in';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Transaction, UnitOfWork } from '@platform/database';
import { NotificationWriter } from './notification-writer';

/** Tells people of what concerns their own account: delegations, and guesses at their password. */
@Injectable()
export class PersonalNotifier implements OnModuleInit {
  constructor(
    private readonly delegations: DelegationAnnouncer,
    private readonly guessing: GuessingAlert,
    private readonly unitOfWork: UnitOfWork,
    private readonly writer: NotificationWriter,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.delegations.register((transaction, news) => this.ofDelegation(transaction, news));
    this.guessing.register((userId, address) => this.ofGuessing(userId, address));
  }

  /** The delegate of an offer, whoever gave it of the answer, and all of its end; never who acted. */
  private async ofDelegation(transaction: Transaction, news: DelegationNews): Promise<void> {
    const { kind, delegation, actor, recuses } = news;
    const { id, org, role, holder, delegate, createdBy, startsAt, endsAt } = delegation;
    const people = {
      offered: [delegate.id],
      accepted: [holder.id, createdBy],
      ended: [holder.id, createdBy, delegate.id],
    }[kind].filter((person) => person !== actor.id);
    const note = `接受后，有${recuses}份审核中的报告您可能需要回避，请先查看再决定。`;
    const data = {
      org,
      actor: actor.name,
      post: `${holder.name}的${org.name}${roleNames[role]}职务`,
      from: startsAt.toISOString(),
      until: endsAt.toISOString(),
      ...(recuses > 0 ? { note } : {}),
    };
    const said = { reportId: null, planVersion: 0, occurrence: id, units: [] };
    await this.writer.write(transaction, [{ ...said, kind: `delegation.${kind}`, data, people }]);
  }

  private async ofGuessing(userId: string, address: string): Promise<void> {
    const note = `尝试来自 ${address}。如果不是您，请尽快修改密码并告知管理员；您常用的浏览器仍可照常登录。`;
    const occurrence = this.clock.now().toISOString();
    const said = { reportId: null, planVersion: 0, occurrence, data: { note }, units: [] };
    await this.unitOfWork.run((transaction) =>
      this.writer.write(transaction, [{ ...said, kind: 'sign_in.guessed', people: [userId] }]),
    );
  }
}
