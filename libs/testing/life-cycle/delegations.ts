import { type DelegationCommand, heldBy, type ModelPost, type ModelWorld } from './world';

/** Somebody may act in another's post, once they have agreed and until either of them ends it. */
export interface Delegation {
  post: ModelPost;
  holder: string;
  to: string;
  accepted: boolean;
}

/** Who acts for whom, by the rule of design 1.3 alone: an offer gives nothing until it is accepted. */
export class ModelDelegations {
  readonly known: Delegation[] = [];

  constructor(private readonly world: ModelWorld) {}

  /** Whose posts of this kind somebody may act in: their own first, then in the order in which they were offered. */
  actingIn(by: string, post: ModelPost): string[] {
    const own = heldBy(this.world, post).includes(by) ? [by] : [];
    const others = this.known.filter((each) => each.accepted && each.to === by && each.post === post);
    return [...own, ...others.map(({ holder }) => holder)];
  }

  /** Who may act in somebody's post beside them. */
  deputiesOf(holder: string, post: ModelPost): string[] {
    return this.known
      .filter((each) => each.accepted && each.holder === holder && each.post === post)
      .map(({ to }) => to);
  }

  /** By the holder of the post, and by whom it is offered to; one of a post and a delegate at a time. */
  play(command: DelegationCommand): boolean {
    const { by, post } = command;
    const [holder, to] =
      command.name === 'offer' || command.name === 'revoke' ? [by, command.to] : [command.holder, by];
    const at = this.known.findIndex((each) => each.post === post && each.holder === holder && each.to === to);
    const found = this.known[at];
    if (command.name === 'offer') {
      if (found || !heldBy(this.world, post).includes(by) || to === by) return false;
      this.known.push({ post, holder, to, accepted: false });
      return true;
    }
    if (!found || (command.name === 'accept' && found.accepted)) return false;
    if (command.name === 'accept') found.accepted = true;
    else this.known.splice(at, 1);
    return true;
  }
}
