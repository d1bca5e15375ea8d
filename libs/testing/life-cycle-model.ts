/**
 * The life of one report as simply as it can be told (design 1.4), written without the rules it checks:
 * a recall restores a copy taken before the decision, recusal is a list of names, nothing is shared with
 * libs/domain/review. Random commands run against both, and both must agree.
 */
export interface ModelStep {
  holders: string[];
  mode: 'any' | 'all';
}

export interface ModelWorld {
  reporters: string[];
  secretaries: string[];
  admins: string[];
  publishers: string[];
  steps: ModelStep[];
}

export type ModelCommand =
  | { name: 'save' | 'submit' | 'withdraw' | 'recall' | 'reopen' | 'publish' | 'retract'; by: string }
  | { name: 'waive' | 'reinstate' | 'skip-step'; by: string }
  | { name: 'approve'; by: string; revision: number }
  | { name: 'return'; by: string; revision: number; resume: 'route' | 'here'; to: 'author' | number }
  | { name: 'transfer'; by: string; to: string }
  /** `until` is a day of January after the due date, so that only other extensions can be longer. */
  | { name: 'extend' | 'grant'; by: string; until: number }
  | { name: 'deny'; by: string }
  | { name: 'unit-end'; by: string };

interface Life {
  state: 'not_started' | 'drafting' | 'in_review' | 'returned' | 'approved' | 'published' | 'waived';
  step: number | null;
  revision: number;
  writers: string[];
  authors: string[];
  /** Whose approvals stand, by step counted from 1. */
  approvals: Record<number, string[]>;
  /** Who gave an opinion about this revision at which step, standing or not. */
  judged: Array<{ who: string; step: number; carried: boolean }>;
  passed: number[];
  reserved: string | null;
  resumeAt: number;
  submittedFrom: Life | null;
  waivedFrom: Life | null;
  edition: boolean;
  /** Until which day more time was granted; 0 is none. */
  until: number;
  /** A request for more time is open. */
  asked: boolean;
  /** The unit was dissolved. */
  ended: boolean;
  recallable: { who: string; before: Life } | null;
}

export class LifeCycleModel {
  life: Life = {
    state: 'not_started',
    step: null,
    revision: 0,
    writers: [],
    authors: [],
    approvals: {},
    judged: [],
    passed: [],
    reserved: null,
    resumeAt: 1,
    submittedFrom: null,
    waivedFrom: null,
    edition: false,
    until: 0,
    asked: false,
    ended: false,
    recallable: null,
  };

  constructor(private readonly world: ModelWorld) {}

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
    const author = world.secretaries.includes(by) || world.reporters.includes(by);
    switch (command.name) {
      case 'save':
        if (!author || !['not_started', 'drafting', 'returned'].includes(life.state)) return false;
        if (life.state === 'not_started') life.state = 'drafting';
        if (!life.writers.includes(by)) life.writers.push(by);
        break;
      case 'submit':
        if (!world.secretaries.includes(by) || !['drafting', 'returned'].includes(life.state)) return false;
        this.submit(by, before);
        break;
      case 'withdraw': {
        if (!world.secretaries.includes(by) || life.state !== 'in_review') return false;
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
        if (!this.mayDecide(by, command.revision)) return false;
        this.approve(by);
        this.life.recallable = { who: by, before };
        return true;
      case 'return':
        if (!this.mayDecide(by, command.revision) || !this.returnTo(by, command.to, command.resume))
          return false;
        this.life.recallable = { who: by, before };
        return true;
      case 'recall': {
        if (life.recallable?.who !== by || life.state === 'published' || life.state === 'waived')
          return false;
        const { edition, until, ended } = life;
        this.life = { ...life.recallable.before, edition, until, ended, asked: false };
        return true;
      }
      case 'transfer':
        if (!this.transfer(by, command.to)) return false;
        break;
      case 'reopen': {
        const last = world.steps.length;
        if (life.state !== 'approved' && life.state !== 'published') return false;
        if (!world.steps[last - 1]!.holders.includes(by) || this.recused(by, last)) return false;
        life.state = 'returned';
        life.approvals = {};
        life.resumeAt = 1;
        break;
      }
      case 'publish':
        if (!world.publishers.includes(by) || life.state !== 'approved' || life.authors.includes(by))
          return false;
        life.state = 'published';
        life.edition = true;
        break;
      case 'retract':
        if (!world.publishers.includes(by) || !life.edition) return false;
        life.edition = false;
        if (life.state === 'published') life.state = 'approved';
        break;
      case 'waive':
        if (!world.admins.includes(by) || ['approved', 'published', 'waived'].includes(life.state))
          return false;
        life.waivedFrom = before;
        life.asked = false;
        life.state = 'waived';
        life.step = null;
        break;
      case 'reinstate': {
        if (!world.admins.includes(by) || life.state !== 'waived' || !life.waivedFrom || life.ended)
          return false;
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
        return this.moreTime(command);
      case 'unit-end':
        life.ended = true;
        if (!withAuthor(life)) return true;
        life.waivedFrom = before;
        life.asked = false;
        life.state = 'waived';
        break;
      case 'skip-step':
        if (!world.admins.includes(by) || life.step === null || life.step === world.steps.length)
          return false;
        if (this.seats(life.step).length > 0) return false;
        this.enter(life.step + 1);
        break;
    }
    this.life.recallable = null;
    return true;
  }

  private submit(by: string, before: Life): void {
    const { life } = this;
    const here = life.state === 'returned' ? life.resumeAt : 1;
    life.submittedFrom = before;
    life.asked = false;
    life.state = 'in_review';
    life.revision += 1;
    life.authors = [...life.writers, by];
    const kept: Life['approvals'] = {};
    for (const [step, people] of Object.entries(life.approvals)) {
      if (Number(step) < here) kept[Number(step)] = people;
    }
    life.approvals = kept;
    life.judged = Object.entries(kept).flatMap(([step, people]) =>
      people.map((who) => ({ who, step: Number(step), carried: true })),
    );
    life.passed = life.passed.filter((step) => step < here);
    this.enter(here);
  }

  /** Nothing of it keeps the last decision from being recalled. */
  private moreTime(command: Extract<ModelCommand, { name: 'extend' | 'grant' | 'deny' }>): boolean {
    const { life, world } = this;
    const admin = world.admins.includes(command.by);
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
      if (!world.secretaries.includes(command.by) || life.asked) return false;
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

  private approve(by: string): void {
    const { life, world } = this;
    const step = life.step!;
    life.judged.push({ who: by, step, carried: false });
    const approved = [...(life.approvals[step] ?? []), by];
    life.approvals[step] = approved;
    const done =
      world.steps[step - 1]!.mode === 'any' || this.seats(step).every((seat) => approved.includes(seat));
    if (!done) return;
    if (step < world.steps.length) {
      this.enter(step + 1);
    } else {
      life.state = 'approved';
      life.step = null;
    }
  }

  private returnTo(by: string, to: 'author' | number, resume: 'route' | 'here'): boolean {
    const { life } = this;
    const step = life.step!;
    if (to === 'author') {
      life.state = 'returned';
      life.step = null;
      life.resumeAt = resume === 'here' ? step : 1;
      for (const key of Object.keys(life.approvals).map(Number)) {
        if (resume === 'route' || key >= step) delete life.approvals[key];
      }
      life.judged.push({ who: by, step, carried: false });
      return true;
    }
    if (to < 1 || to >= step || (life.approvals[to] ?? []).length === 0) return false;
    for (const key of Object.keys(life.approvals).map(Number)) {
      if (key >= to) delete life.approvals[key];
    }
    life.judged.push({ who: by, step, carried: false });
    life.passed = life.passed.filter((passed) => passed < to);
    this.enter(to);
    return true;
  }

  private transfer(by: string, to: string): boolean {
    const { life, world } = this;
    if (life.state !== 'in_review' || world.steps[life.step! - 1]!.mode !== 'any') return false;
    const seats = this.seats(life.step!);
    const mine = seats.includes(by) && (life.reserved === null || life.reserved === by);
    if (!mine && !world.admins.includes(by)) return false;
    if (to === by || to === life.reserved || !seats.includes(to)) return false;
    life.reserved = to;
    return true;
  }

  private mayDecide(by: string, revision: number): boolean {
    const { life } = this;
    if (life.state !== 'in_review' || revision !== life.revision) return false;
    if (!this.seats(life.step!).includes(by)) return false;
    if (life.reserved !== null && life.reserved !== by) return false;
    return !(life.approvals[life.step!] ?? []).includes(by);
  }

  private seats(step: number): string[] {
    return this.world.steps[step - 1]!.holders.filter((who) => !this.recused(who, step));
  }

  private recused(who: string, step: number): boolean {
    const { life } = this;
    return (
      life.authors.includes(who) ||
      life.judged.some((opinion) => opinion.who === who && opinion.step !== step)
    );
  }
}

function withAuthor(life: Life): boolean {
  return ['not_started', 'drafting', 'returned'].includes(life.state);
}
