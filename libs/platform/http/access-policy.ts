import type { Verb } from '@domain/access';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { TargetKind } from './access-requirement';
import type { Caller } from './caller';

/** Turns a request's credential into a caller; null where there is none or it is no longer good. */
export abstract class Authenticator {
  abstract authenticate(request: FastifyRequest): Promise<Caller | null>;
}

/** `hidden` is answered as 404 so that nobody learns what exists; `denied` as 403. */
export type Judgement = 'allowed' | 'denied' | 'hidden';

/** Judges a caller's verb on one thing of a kind; each feature registers one for what it owns. */
export interface TargetJudge {
  judge(caller: Caller, verb: Verb, id: string): Promise<Judgement>;
}

/** The judges of all features, asked by the one guard. */
@Injectable()
export class TargetJudges {
  private readonly judges = new Map<TargetKind, TargetJudge>();

  register(kind: TargetKind, judge: TargetJudge): void {
    if (this.judges.has(kind)) throw new Error(`A judge for ${kind} is registered twice.`);
    this.judges.set(kind, judge);
  }

  of(kind: TargetKind): TargetJudge {
    const judge = this.judges.get(kind);
    if (!judge) throw new Error(`No feature registered a judge for ${kind}.`);
    return judge;
  }
}
