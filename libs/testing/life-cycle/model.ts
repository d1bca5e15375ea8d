import { ModelDelegations } from './delegations';
import { type Capacity, type Life, unborn } from './life';
import type { ModelCommand, ModelPost, ModelWorld } from './world';

/**
 * The life of one report as simply as it can be told (design 1.4), written without the rules it checks:
 * a recall restores a copy taken before the decision, recusal is a list of names, nothing is shared with
 * libs/domain/review. Random commands run against both, and both must agree.
 */
export class LifeCycleModel {
  life: Life = structuredClone(unborn);
  /** Beside the report: nothing that happens to it changes them. */
  readonly delegations: ModelDelegations;

  constructor(private readonly world: ModelWorld) {
    this.delegations = new ModelDelegations(world);
  }

  /** Plays one command; false means that it must be refused, and nothing changed. */
  play(command: ModelCommand): boolean {
    const before = structuredClone(this.life);
    if (this.attempt(command)) return true;
    this.life = before;
    return false;
  }

  private attempt(command: ModelCommand): boolean {
    const { life, world } = this;
    const { by } = command;
    const before = structuredClone({ ...life, recallable: null });
    // Own posts go before those of others.
    const first = (...posts: ModelPost[]) => {
      const found = posts.flatMap((post) => this.delegations.actingIn(by, post));
      return found.includes(by) ? by : found[0];
    };
    const author = first('reporter', 'secretary');
    const secretary = first('secretary');
    const publisher = first('publisher');
    const admin = first('admin');
    switch (command.name) {
      case 'save':
        if (!author || !['not_started', 'drafting', 'returned'].includes(life.state)) return false;
        if (life.state === 'not_started') life.state = 'drafting';
        life.writers = [...new Set([...life.writers, by, author])];
        break;
      case 'submit':
        if (!secretary || !['drafting', 'returned'].includes(life.state)) return false;
        this.submit([by, secretary], before);
        break;
      case 'withdraw': {
        if (!secretary || life.state !== 'in_review') return false;
        if (life.judged.some((opinion) => !opinion.carried) || !life.submittedFrom) return false;
        const { revision, edition, until, ended } = life;
        const carried = { approvals: life.approvals, judged: life.judged, passed: life.passed };
        this.life = {
          ...life.submittedFrom,
          ...carried,
          revision,
          edition,
          until,
          ended,
          asked: false,
          authors: life.authors,
        };
        break;
      }
      case 'approve':
      case 'return': {
        const seat = this.turn(by, command.revision);
        if (!seat) return false;
        const capacity = { who: by, seat, step: life.step! };
        if (command.name === 'approve') this.approve(capacity);
        else if (!this.returnTo(capacity, command.to, command.resume)) return false;
        this.life.recallable = { ...capacity, before };
        return true;
      }
      case 'recall': {
        const last = life.recallable;
        if (!last || (last.who !== by && last.seat !== by)) return false;
        // Who laid the post down takes nothing back in it any more.
        if (this.delegations.actingIn(by, last.step).length === 0) return false;
        if (life.state === 'published' || life.state === 'waived') return false;
        const { edition, until, ended } = life;
        this.life = { ...last.before, edition, until, ended, asked: false };
        return true;
      }
      case 'transfer':
        if (!this.transfer(by, command.to, admin !== undefined)) return false;
        break;
      case 'reopen': {
        const last = world.steps.length;
        if (life.state !== 'approved' && life.state !== 'published') return false;
        if (this.freeSeats(by, last).length === 0) return false;
        life.state = 'returned';
        life.approvals = {};
        life.resumeAt = 1;
        break;
      }
      case 'publish':
        if (!publisher || life.state !== 'approved') return false;
        if (life.authors.includes(by) || life.authors.includes(publisher)) return false;
        life.state = 'published';
        life.edition = true;
        break;
      case 'retract':
        if (!publisher || !life.edition) return false;
        life.edition = false;
        if (life.state === 'published') life.state = 'approved';
        break;
      case 'waive':
        if (!admin || ['approved', 'published', 'waived'].includes(life.state)) return false;
        life.waivedFrom = before;
        life.asked = false;
        life.state = 'waived';
        life.step = null;
        break;
      case 'reinstate': {
        if (!admin || life.state !== 'waived' || !life.waivedFrom || life.ended) return false;
        const { edition, until } = life;
        this.life = { ...life.waivedFrom, edition, until, asked: false };
        if (this.life.step !== null) {
          this.life.approvals[this.life.step] = [];
          this.enter(this.life.step);
        }
        break;
      }
      case 'extend':
      case 'grant':
      case 'deny':
        return this.moreTime(command, secretary !== undefined, admin !== undefined);
      case 'unit-end':
        life.ended = true;
        if (!withAuthor(life)) return true;
        life.waivedFrom = before;
        life.asked = false;
        life.state = 'waived';
        break;
      case 'skip-step':
        if (!admin || life.step === null || life.step === world.steps.length) return false;
        if (!this.flagged) return false;
        this.enter(life.step + 1);
        break;
      default:
        return this.delegations.play(command);
    }
    this.life.recallable = null;
    return true;
  }

  /** Whether the step that waits does so for want of people: of a seat, where all who stand in for it count already. */
  get flagged(): boolean {
    const { step, approvals } = this.life;
    if (step === null) return false;
    const given = approvals[step] ?? [];
    const seats = this.seats(step);
    const stuck = (seat: string) => {
      const deputies = this.delegations.deputiesOf(seat, step);
      return deputies.length > 0 && deputies.every((deputy) => given.some(({ who }) => who === deputy));
    };
    return (
      seats.length === 0 ||
      (this.world.steps[step - 1]!.mode === 'all' &&
        seats.some((seat) => !given.some((other) => other.seat === seat) && stuck(seat)))
    );
  }

  private submit(by: [string, string], before: Life): void {
    const { life } = this;
    const here = life.state === 'returned' ? life.resumeAt : 1;
    life.submittedFrom = before;
    life.asked = false;
    life.state = 'in_review';
    life.revision += 1;
    life.authors = [...life.writers, ...by];
    const kept: Life['approvals'] = {};
    for (const [step, people] of Object.entries(life.approvals)) {
      if (Number(step) < here) kept[Number(step)] = people;
    }
    life.approvals = kept;
    life.judged = Object.entries(kept).flatMap(([step, people]) =>
      people.map((given) => ({ ...given, step: Number(step), carried: true })),
    );
    life.passed = life.passed.filter((step) => step < here);
    this.enter(here);
  }

  /** Nothing of it keeps the last decision from being recalled. */
  private moreTime(
    command: Extract<ModelCommand, { name: 'extend' | 'grant' | 'deny' }>,
    secretary: boolean,
    admin: boolean,
  ): boolean {
    const { life } = this;
    if (!withAuthor(life)) return false;
    if (command.name !== 'extend') {
      if (!admin || !life.asked) return false;
      if (command.name === 'grant' && command.until < life.until) return false;
      if (command.name === 'grant') life.until = command.until;
      life.asked = false;
      return true;
    }
    if (life.ended) return false;
    if (!admin) {
      if (!secretary || life.asked) return false;
      life.asked = true;
      return true;
    }
    if (command.until < life.until) return false;
    life.until = command.until;
    life.asked = false;
    return true;
  }

  private enter(from: number): void {
    let step = from;
    while (
      step < this.world.steps.length &&
      this.world.steps[step - 1]!.holders.length > 0 &&
      this.seats(step).length === 0
    ) {
      this.life.passed.push(step);
      step += 1;
    }
    this.life.step = step;
    this.life.reserved = null;
  }

  private approve(capacity: Capacity & { step: number }): void {
    const { life, world } = this;
    const { step } = capacity;
    life.judged.push({ ...capacity, carried: false });
    const approved = [...(life.approvals[step] ?? []), { who: capacity.who, seat: capacity.seat }];
    life.approvals[step] = approved;
    const filled = approved.map(({ seat }) => seat);
    const done =
      world.steps[step - 1]!.mode === 'any' || this.seats(step).every((seat) => filled.includes(seat));
    if (!done) return;
    if (step < world.steps.length) {
      this.enter(step + 1);
    } else {
      life.state = 'approved';
      life.step = null;
    }
  }

  private returnTo(
    capacity: Capacity & { step: number },
    to: 'author' | number,
    resume: 'route' | 'here',
  ): boolean {
    const { life } = this;
    const { step } = capacity;
    if (to === 'author') {
      life.state = 'returned';
      life.step = null;
      life.resumeAt = resume === 'here' ? step : 1;
      for (const key of Object.keys(life.approvals).map(Number)) {
        if (resume === 'route' || key >= step) delete life.approvals[key];
      }
      life.judged.push({ ...capacity, carried: false });
      return true;
    }
    if (to < 1 || to >= step || (life.approvals[to] ?? []).length === 0) return false;
    for (const key of Object.keys(life.approvals).map(Number)) {
      if (key >= to) delete life.approvals[key];
    }
    life.judged.push({ ...capacity, carried: false });
    life.passed = life.passed.filter((passed) => passed < to);
    this.enter(to);
    return true;
  }

  private transfer(by: string, to: string, admin: boolean): boolean {
    const { life, world } = this;
    if (life.state !== 'in_review' || world.steps[life.step! - 1]!.mode !== 'any') return false;
    if (!this.turn(by, life.revision) && !admin) return false;
    if (to === by || to === life.reserved || !this.seats(life.step!).includes(to)) return false;
    life.reserved = to;
    return true;
  }

  /** In whose seat somebody decides now, their own before others; undefined where it is not their turn. */
  private turn(by: string, revision: number): string | undefined {
    const { life } = this;
    if (life.state !== 'in_review' || revision !== life.revision) return undefined;
    const given = life.approvals[life.step!] ?? [];
    // Nobody counts twice.
    if (given.some(({ who }) => who === by)) return undefined;
    return this.freeSeats(by, life.step!).find(
      (seat) =>
        (life.reserved === null || life.reserved === seat) && !given.some((other) => other.seat === seat),
    );
  }

  /** Seats in which somebody could decide: neither they nor the seat's holder are recused. */
  private freeSeats(by: string, step: number): string[] {
    const theirs = this.delegations.actingIn(by, step);
    const others = this.seats(step).filter((seat) => seat !== by && theirs.includes(seat));
    if (this.recused(by, step)) return [];
    return [...(theirs.includes(by) ? [by] : []), ...others];
  }

  private seats(step: number): string[] {
    return this.world.steps[step - 1]!.holders.filter((who) => !this.recused(who, step));
  }

  private recused(who: string, step: number): boolean {
    const { life } = this;
    return (
      life.authors.includes(who) ||
      life.judged.some((opinion) => (opinion.who === who || opinion.seat === who) && opinion.step !== step)
    );
  }
}

function withAuthor(life: Life): boolean {
  return ['not_started', 'drafting', 'returned'].includes(life.state);
}
