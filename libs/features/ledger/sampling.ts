import { allowed } from '@domain/access';
import { drawSample } from '@domain/ledger';
import { problem } from '@domain/problems';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, UnitOfWork } from '@platform/database';
import type { Caller } from '@platform/http';
import { v7 } from 'uuid';
import type { ItemListed } from './item-answer';
import { ItemReader } from './item-reader';

export interface SampleAnswer {
  id: string;
  share: number;
  seed: string;
  under: { code: string; name: string };
  batch: string | null;
  /** How many could be drawn. */
  population: number;
  drawnAt: string;
  items: ItemListed[];
  /** The last look-back of each item since it was drawn; items without one are still to be looked at. */
  checks: SampleCheck[];
}

export interface SampleCheck {
  item: string;
  result: 'held' | 'relapsed';
  by: string;
  at: string;
  note: string | null;
}

/** Draws for look-backs; a draw stays what it was, whatever is closed afterwards (design 8.4, case 51). */
@Injectable()
export class Sampling {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly units: OrgUnitRepository,
    private readonly reader: ItemReader,
    private readonly clock: Clock,
  ) {}

  /** The same unit, batch, share and seed draw the same again. @throws unknown_unit */
  async draw(
    caller: Caller,
    { under, batch, share, seed }: { under: string; batch?: string; share: number; seed: string },
  ): Promise<SampleAnswer> {
    const unit = await this.units.find(under);
    const now = this.clock.now();
    if (!unit || !allowed(caller, 'rectification.sample', { orgId: unit.id, path: unit.path }, now))
      throw problem(
        'unknown_unit',
        { unit: under },
        {
          errors: [
            { pointer: '/under', code: 'unknown_unit', detail: '没有这个单位，或不在您的督导范围内。' },
          ],
        },
      );
    const sample = await this.unitOfWork.run(async (transaction) => {
      const key = [unit.id, batch ?? null, share, seed];
      const [known] = await transaction.query<SampleRow>(selectSample, key);
      if (known) return known;
      // Limited by the subtree: a draw looks at every item that could be drawn, whoever draws.
      const items = await transaction.query<{ id: string; org: string }>(selectPopulation, [
        unit.path,
        batch ?? null,
      ]);
      const drawn = drawSample(items, share, seed);
      const population = items.map(({ id }) => id);
      await transaction.execute(insertSample, [v7(), ...key, population, drawn, caller.userId, now]);
      const [kept] = await transaction.query<SampleRow>(selectSample, key);
      if (!kept) throw new RangeError('A draw that was kept is there.');
      return kept;
    });
    // Whoever repeats the draw may see less than whoever drew it.
    const seen = await this.visible(caller, sample.drawn);
    return {
      id: sample.id,
      share,
      seed,
      under: { code: unit.code, name: unit.name },
      batch: batch ?? null,
      population: sample.population,
      drawnAt: sample.drawn_at,
      items: await this.reader.items(caller, seen),
      checks: await this.database.query<SampleCheck & Record<string, unknown>>(selectChecks, [
        seen,
        sample.drawn_at,
      ]),
    };
  }

  private async visible(caller: Caller, ids: string[]): Promise<string[]> {
    const { where, values } = this.reader.conditions(caller, {});
    const rows = await this.database.query<{ id: string }>(
      `SELECT r.id FROM rectification r JOIN org_unit o ON o.id = r.org_id WHERE ${where} AND r.id = ANY($${values.length + 1}::uuid[])`,
      [...values, ids],
    );
    const seen = new Set(rows.map(({ id }) => id));
    return ids.filter((id) => seen.has(id));
  }
}

interface SampleRow extends Record<string, unknown> {
  id: string;
  population: number;
  drawn: string[];
  drawn_at: string;
}

const selectPopulation = {
  name: 'ledger_sample_population',
  text: `SELECT r.id, r.org_id AS org FROM rectification r JOIN org_unit o ON o.id = r.org_id
    WHERE o.path <@ $1::text::ltree AND ($2::uuid IS NULL OR r.batch_id = $2) AND r.state IN ('closed', 'sustained') ORDER BY r.id`,
};
const selectSample = {
  name: 'ledger_sample',
  text: `SELECT id, cardinality(population) AS population, drawn, to_json(drawn_at) #>> '{}' AS drawn_at FROM rectification_sample
    WHERE org_id = $1 AND batch_id IS NOT DISTINCT FROM $2::uuid AND share = $3 AND seed = $4`,
};
const selectChecks = {
  name: 'ledger_sample_checks',
  text: `SELECT DISTINCT ON (item_id) item_id AS item, CASE type WHEN 'rectification.relapsed' THEN 'relapsed' ELSE 'held' END AS result,
      actor_name AS by, to_json(at) #>> '{}' AS at, note FROM rectification_event
    WHERE item_id = ANY($1::uuid[]) AND type IN ('rectification.looked_back', 'rectification.relapsed') AND at >= $2::timestamptz
    ORDER BY item_id, sequence DESC`,
};
const insertSample = `INSERT INTO rectification_sample (id, org_id, batch_id, share, seed, population, drawn, drawn_by, drawn_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT rectification_sample_once DO NOTHING`;
