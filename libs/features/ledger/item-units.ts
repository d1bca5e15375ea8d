import { allowed } from '@domain/access';
import { type ItemSnapshot, nameKey, type Party } from '@domain/ledger';
import { type Problem, problem } from '@domain/problems';
import type { PersonActor } from '@domain/review';
import { isHeld } from '@features/access';
import type { OrgUnit } from '@features/org';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import type { Querier } from '@platform/database';

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
  ): Promise<PartyNamed> {
    const of = await this.partiesOf(querier, [{ orgId, names }], now);
    return of(orgId);
  }

  /** The same for many units, in one query. @returns of a unit, whom a name stands for */
  async partiesOf(
    querier: Querier,
    asked: ReadonlyArray<{ orgId: string; names: ReadonlyArray<string | null | undefined> }>,
    now: Date,
  ): Promise<(orgId: string) => PartyNamed> {
    const units = asked.filter(({ names }) => names.some((name) => name?.trim())).map(({ orgId }) => orgId);
    const rows =
      units.length === 0
        ? []
        : await querier.query<{ org_id: string; name: string; user_id: string }>(selectStaff, [
            [...new Set(units)],
            now,
          ]);
    const known = new Map<string, string[]>();
    for (const { org_id, name, user_id } of rows) {
      const key = `${org_id} ${nameKey(name)}`;
      known.set(key, [...(known.get(key) ?? []), user_id]);
    }
    return (orgId) => (name) => {
      const written = name?.trim();
      if (!written) return null;
      const [one, ...others] = known.get(`${orgId} ${nameKey(written)}`) ?? [];
      return { name: written, userId: one && others.length === 0 ? one : null };
    };
  }

  /**
   * The units that the rows of a table name, by code or by their full name, in two queries. Null: there is none that may
   * be taken. A refusal names the alternatives where several of them have the name.
   */
  async named(
    querier: Querier,
    references: readonly string[],
    mayTake: (unit: OrgUnit) => boolean,
  ): Promise<Array<OrgUnit | Problem | null>> {
    const byReference = await this.units.findMany(references, querier);
    const names = references.filter((reference, index) => !byReference[index] && reference !== '');
    const byName = await this.units.named(names, querier);
    return references.map((reference, index) => {
      const found = byReference[index];
      if (found) return !found.dissolvedOn && mayTake(found) ? found : null;
      const units = (byName.get(reference) ?? []).filter(mayTake);
      return units.length > 1 ? ambiguous(reference, units) : (units[0] ?? null);
    });
  }
}

type PartyNamed = (name: string | null | undefined) => Party | null;

function ambiguous(unit: string, units: readonly OrgUnit[]): Problem {
  const shown = units.slice(0, 10).map(({ code, parent }) => (parent ? `${code}（${parent.name}）` : code));
  const detail = `有${units.length}个单位叫“${unit}”，请改写编码：${shown.join('、')}${units.length > 10 ? '等' : ''}。`;
  return problem('unknown_unit', { unit }, { errors: [{ pointer: '/org', code: 'unknown_unit', detail }] });
}

export function placeOf({ id, path, name, code, kind }: OrgUnit): ItemSnapshot['org'] {
  return { id, path, name, code, kind };
}

const selectStaff = {
  name: 'ledger_unit_staff',
  text: `SELECT DISTINCT a.org_id, u.id AS user_id, u.name FROM appointment a JOIN app_user u ON u.id = a.user_id AND u.active
    WHERE a.org_id = ANY($1::uuid[]) AND ${isHeld('a', '$2')}`,
};
