import { allowed } from '@domain/access';
import type { ItemSnapshot, Party } from '@domain/ledger';
import { problem } from '@domain/problems';
import type { PersonActor } from '@domain/review';
import type { OrgUnit } from '@features/org';
import { OrgUnitRepository } from '@features/org';
import type { Querier } from '@features/report';
import { Injectable } from '@nestjs/common';

/** The units that items belong to, and the people that their texts name. */
@Injectable()
export class ItemUnits {
  constructor(private readonly units: OrgUnitRepository) {}

  /** The unit that an item is given to. @throws unknown_unit, also for one that the caller does not administer */
  async taking(
    querier: Querier,
    caller: PersonActor,
    reference: string,
    now: Date,
  ): Promise<ItemSnapshot['org']> {
    const unit = await this.units.find(reference, querier);
    const refused = problem(
      'unknown_unit',
      { unit: reference },
      { errors: [{ pointer: '/org', code: 'unknown_unit', detail: '没有这个单位，或不在您的管理范围内。' }] },
    );
    if (!unit || unit.dissolvedOn) throw refused;
    const target = { orgId: unit.id, path: unit.path };
    const may = ['rectification.administer', 'rectification.enter'] as const;
    if (!may.some((verb) => allowed(caller, verb, target, now))) throw refused;
    return placeOf(unit);
  }

  /**
   * The accounts that names stand for: of somebody who holds a post at the unit, where one person alone has the name.
   * A name without an account goes on binding everybody of that name.
   */
  async parties(
    querier: Querier,
    orgId: string,
    names: ReadonlyArray<string | null | undefined>,
    now: Date,
  ): Promise<(name: string | null | undefined) => Party | null> {
    const asked = [...new Set(names.flatMap((name) => (name?.trim() ? [name.trim()] : [])))];
    const rows =
      asked.length === 0
        ? []
        : await querier.query<{ name: string; user_id: string }>(selectNamed, [orgId, asked, now]);
    const known = new Map(rows.map((row) => [row.name, row.user_id]));
    return (name) => {
      const written = name?.trim();
      return written ? { name: written, userId: known.get(written) ?? null } : null;
    };
  }
}

export function placeOf({ id, path, name, code, kind }: OrgUnit): ItemSnapshot['org'] {
  return { id, path, name, code, kind };
}

const selectNamed = {
  name: 'ledger_named_people',
  text: `SELECT u.name, min(u.id::text) AS user_id FROM app_user u
    WHERE u.active AND u.name = ANY($2::text[]) AND EXISTS (SELECT FROM appointment a WHERE a.user_id = u.id AND a.org_id = $1
      AND a.starts_at <= $3 AND (a.ends_at IS NULL OR a.ends_at > $3))
    GROUP BY u.name HAVING count(*) = 1`,
};
