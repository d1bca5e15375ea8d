import { allowed, inForce, isWithin, type Verb } from '@domain/access';
import type { ItemVisibility } from '@domain/ledger';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database } from '@platform/database';
import { type Caller, type Judgement, TargetJudges } from '@platform/http';
import { validate } from 'uuid';

interface ItemPlace {
  orgId: string;
  path: string;
  visibility: ItemVisibility;
  /** Posts of the running or last verification. */
  stops: Array<{ orgId: string; role: string }>;
}

/** Verbs of whoever verifies, and what else lets somebody do them. */
const verifiers: Partial<Record<Verb, Verb | null>> = {
  'rectification.verify': null,
  'rectification.extend': 'rectification.answer',
  'review.transfer': 'rectification.administer',
};

/** Judges a caller's verb on an item or a batch by where it stands; turn, state and recusal come later. */
@Injectable()
export class ItemJudge implements OnModuleInit {
  constructor(
    private readonly judges: TargetJudges,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.judges.register('rectification', { judge: (caller, verb, id) => this.judge(caller, verb, id) });
    this.judges.register('rectification_batch', {
      judge: (caller, verb, id) => this.judgeBatch(caller, verb, id),
    });
  }

  async judge(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [place] = await this.database.query<ItemPlace & Record<string, unknown>>(selectPlace, [id]);
    if (!place) return 'hidden';
    const now = this.clock.now();
    const org = { orgId: place.orgId, path: place.path };
    const reading = place.visibility === 'committee' ? 'rectification.read_narrow' : 'rectification.read';
    const onRoute = caller.appointments.some(
      (post) =>
        inForce(post, now) &&
        place.stops.some((stop) => stop.orgId === post.orgId && stop.role === post.role),
    );
    if (!onRoute && !allowed(caller, reading, org, now)) return 'hidden';
    if (verb === 'rectification.read') return 'allowed';
    const besides = verifiers[verb];
    if (besides === undefined) return allowed(caller, verb, org, now) ? 'allowed' : 'denied';
    const may = onRoute || mayVerify(caller, place.path, now);
    return may || (besides !== null && allowed(caller, besides, org, now)) ? 'allowed' : 'denied';
  }

  /** A batch is seen from its own unit down: whoever answers for an item reads what it came with. */
  private async judgeBatch(caller: Caller, verb: Verb, id: string): Promise<Judgement> {
    if (!validate(id)) return 'hidden';
    const [place] = await this.database.query<{ orgId: string; path: string } & Record<string, unknown>>(
      selectBatchPlace,
      [id],
    );
    if (!place) return 'hidden';
    const now = this.clock.now();
    const org = { orgId: place.orgId, path: place.path };
    if (allowed(caller, verb, org, now)) return 'allowed';
    const beside = caller.appointments.some(
      (post) => inForce(post, now) && (isWithin(post.path, place.path) || isWithin(place.path, post.path)),
    );
    if (!beside) return 'hidden';
    return verb === 'rectification.read' ? 'allowed' : 'denied';
  }
}

function mayVerify(caller: Caller, path: string, now: Date): boolean {
  return caller.appointments.some(
    (post) =>
      inForce(post, now) &&
      isWithin(path, post.path) &&
      (post.role === 'leader' || (post.role === 'reviewer' && post.path !== path)),
  );
}

const selectPlace = {
  name: 'ledger_place',
  text: `SELECT r.org_id AS "orgId", o.path::text AS path, r.visibility,
      (SELECT coalesce(json_agg(json_build_object('orgId', s ->> 'orgId', 'role', s ->> 'role')), '[]')
        FROM jsonb_array_elements(r.body -> 'steps') s) AS stops
    FROM rectification r JOIN org_unit o ON o.id = r.org_id WHERE r.id = $1`,
};
const selectBatchPlace = {
  name: 'ledger_batch_place',
  text: `SELECT b.org_id AS "orgId", o.path::text AS path FROM rectification_batch b JOIN org_unit o ON o.id = b.org_id WHERE b.id = $1`,
};
