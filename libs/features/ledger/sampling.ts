import { allowed } from '@domain/access';
import { drawSample } from '@domain/ledger';
import { problem, ruleBroken } from '@domain/problems';
import { OrgUnitRepository } from '@features/org';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Database, UnitOfWork } from '@platform/database';
import { type Caller, TargetJudges } from '@platform/http';
import { v7 } from 'uuid';
import type { ItemListed } from './item-answer';
import { ItemReader } from './item-reader';

export interface SampleAnswer {
  id: string;
  share: number;
  seed: string;
  under: { code: string; name: string };
  batch: string | null;
  /** How many could be drawn, and were, of those that the caller may see. */
  population: number;
  drawn: number;
  drawnAt: string;
  /** At most {@link mostShown} of them, in the order of the draw; those still to be looked at come before others. */
  items: ItemListed[];
  /** The last look-back of each of these items since it was drawn; items without one are still to be looked at. */
  checks: SampleCheck[];
  /** What was found of all that were drawn. */
  held: number;
  relapsed: number;
}

export interface SampleCheck {
  item: string;
  result: 'held' | 'relapsed';
  by: string;
  at: string;
  note: string | null;
}

/** The rest stands in the list of items, filtered by the sample. */
const mostShown = 200;
/** A draw ranks every item that could be drawn. */
const largestPopulation = 20_000;

/** Draws for look-backs; a draw stays what it was, whatever is closed afterwards (design 8.4, case 51). */
@Injectable()
export class Sampling {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly units: OrgUnitRepository,
    private readonly reader: ItemReader,
    private readonly judges: TargetJudges,
    private readonly clock: Clock,
  ) {}

  /** The same unit, batch, share and seed draw the same again. @throws unknown_unit, rule_broken */
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
    if (batch) await this.requireBatch(caller, batch);
    const sample = await this.unitOfWork.run(async (transaction) => {
      const key = [unit.id, batch ?? null, share, seed];
      const [known] = await transaction.query<SampleRow>(selectSample, key);
      if (known) return known;
      const items = await transaction.query<{ id: string; org: string }>(selectPopulation, [
        unit.path,
        batch ?? null,
      ]);
      if (items.length > largestPopulation)
        throw ruleBroken('/under', `一次最多从${largestPopulation}项中抽取，请选择下级单位或批次。`);
      const drawn = drawSample(items, share, seed);
      const population = items.map(({ id }) => id);
      await transaction.execute(insertSample, [v7(), ...key, population, drawn, caller.userId, now]);
      const [kept] = await transaction.query<SampleRow>(selectSample, key);
      if (!kept) throw new RangeError('A draw that was kept is there.');
      return kept;
    });
    return {
      id: sample.id,
      share,
      seed,
      under: { code: unit.code, name: unit.name },
      batch: batch ?? null,
      drawnAt: sample.drawn_at,
      ...(await this.seen(caller, sample)),
    };
  }

  /** @throws rule_broken where there is no such batch, or none that the caller may see */
  private async requireBatch(caller: Caller, batch: string): Promise<void> {
    const judgement = await this.judges.of('rectification_batch').judge(caller, 'rectification.read', batch);
    if (judgement !== 'allowed') throw ruleBroken('/batch', '没有这个批次，请重新选择。');
  }

  /** Whoever repeats a draw may see less than whoever drew it, and is told no number of what they do not see. */
  private async seen(
    caller: Caller,
    { id, drawn_at }: SampleRow,
  ): Promise<Pick<SampleAnswer, 'population' | 'drawn' | 'items' | 'checks' | 'held' | 'relapsed'>> {
    const { where, values } = this.reader.conditions(caller, {});
    const sample = `$${values.length + 1}`;
    const [[all], rows] = await Promise.all([
      this.database.query<{ population: number }>(
        `SELECT count(*)::int AS population FROM rectification r JOIN org_unit o ON o.id = r.org_id
         WHERE ${where} AND r.id = ANY((SELECT population FROM rectification_sample WHERE id = ${sample})::uuid[])`,
        [...values, id],
      ),
      this.database.query<SeenRow>(drawnItems(where, sample), [...values, id]),
    ]);
    const [first] = rows;
    const ids = rows.toSorted((a, b) => a.place - b.place).map((row) => row.id);
    return {
      population: all?.population ?? 0,
      drawn: first?.drawn ?? 0,
      held: first?.held ?? 0,
      relapsed: first?.relapsed ?? 0,
      items: await this.reader.items(caller, ids),
      checks: await this.database.query<SampleCheck & Record<string, unknown>>(selectChecks, [ids, drawn_at]),
    };
  }
}

interface SampleRow extends Record<string, unknown> {
  id: string;
  drawn_at: string;
}

interface SeenRow extends Record<string, unknown> {
  id: string;
  place: number;
  drawn: number;
  held: number;
  relapsed: number;
}

const lookBacks = `('rectification.looked_back', 'rectification.relapsed')`;

// Limited: to what is shown, with the numbers of all beside them.
const drawnItems = (where: string, sample: string) => `
  SELECT r.id, d.place::int AS place, count(*) OVER ()::int AS drawn,
    (count(*) FILTER (WHERE found.type = 'rectification.looked_back') OVER ())::int AS held,
    (count(*) FILTER (WHERE found.type = 'rectification.relapsed') OVER ())::int AS relapsed
  FROM rectification_sample s CROSS JOIN LATERAL unnest(s.drawn) WITH ORDINALITY AS d(id, place)
    JOIN rectification r ON r.id = d.id JOIN org_unit o ON o.id = r.org_id
    LEFT JOIN LATERAL (SELECT e.type FROM rectification_event e WHERE e.item_id = r.id AND e.at >= s.drawn_at
      AND e.type IN ${lookBacks} ORDER BY e.sequence DESC LIMIT 1) found ON true
  WHERE s.id = ${sample} AND ${where}
  ORDER BY found.type IS NOT NULL, d.place LIMIT ${mostShown}`;

// Limited: to one more than a draw ranks, which is refused.
const selectPopulation = {
  name: 'ledger_sample_population',
  text: `SELECT r.id, r.org_id AS org FROM rectification r JOIN org_unit o ON o.id = r.org_id
    WHERE o.path <@ $1::text::ltree AND ($2::uuid IS NULL OR r.batch_id = $2) AND r.state IN ('closed', 'sustained')
    ORDER BY r.id LIMIT ${largestPopulation + 1}`,
};
const selectSample = {
  name: 'ledger_sample',
  text: `SELECT id, to_json(drawn_at) #>> '{}' AS drawn_at FROM rectification_sample
    WHERE org_id = $1 AND batch_id IS NOT DISTINCT FROM $2::uuid AND share = $3 AND seed = $4`,
};
const selectChecks = {
  name: 'ledger_sample_checks',
  text: `SELECT DISTINCT ON (item_id) item_id AS item, CASE type WHEN 'rectification.relapsed' THEN 'relapsed' ELSE 'held' END AS result,
      actor_name AS by, to_json(at) #>> '{}' AS at, note FROM rectification_event
    WHERE item_id = ANY($1::uuid[]) AND type IN ${lookBacks} AND at >= $2::timestamptz
    ORDER BY item_id, sequence DESC`,
};
const insertSample = `INSERT INTO rectification_sample (id, org_id, batch_id, share, seed, population, drawn, drawn_by, drawn_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT ON CONSTRAINT rectification_sample_once DO NOTHING`;
