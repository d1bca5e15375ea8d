import { authorityOver, type Verb } from '@domain/access';
import { judgeAtOrg } from '@features/access';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';
import { AccountRepository, judgeAccount } from './account.repository';
import { PostRepository } from './post.repository';

/** Judges accounts, appointments and delegations for the guard. */
@Injectable()
export class PeopleJudges implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly accounts: AccountRepository,
    private readonly posts: PostRepository,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('user', { judge: (caller, verb, id) => this.user(caller, verb, id) });
    this.judges.register('appointment', { judge: (caller, verb, id) => this.appointment(caller, verb, id) });
    this.judges.register('delegation', { judge: (caller, _verb, id) => this.delegation(caller, id) });
  }

  private async user(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const now = this.clock.now();
    const account = await this.accounts.find(id);
    const seen = judgeAccount(caller, account, now);
    if (seen !== 'allowed' || !account || verb !== 'user.manage') return seen;
    return authorityOver(caller, account, { kind: 'change' }, now).ok ? 'allowed' : 'denied';
  }

  private async appointment(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    return judgeAtOrg(caller, verb, await this.posts.placeOfAppointment(id), this.clock.now(), 'user.read');
  }

  /** Its giver, its delegate and the administrators of the unit may end it; observers there see it. */
  private async delegation(caller: Caller, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const place = await this.posts.placeOfDelegation(id);
    if (!place) return 'hidden';
    const now = this.clock.now();
    if (place.userId === caller.userId || place.delegateId === caller.userId) return 'allowed';
    return judgeAtOrg(caller, 'user.manage', place, now, 'user.read');
  }
}
