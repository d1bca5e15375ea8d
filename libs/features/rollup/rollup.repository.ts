import type { IndicatorDefinition } from '@domain/cycle/template-definition';
import type { NodeFigures } from '@domain/rollup';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import type { Transaction } from '@platform/database';
import {
  type DefinitionRow,
  definitionsOfTiers,
  type FactsRow,
  factsOfNodes,
  factsOfTier,
} from './rollup-facts';

export interface NodeKey {
  tierId: string;
  orgId: string;
}

/** Figures of a subtree, and what the node's own report contributes to them. */
export interface StoredNode extends NodeKey, NodeFigures {
  own: NodeFigures | null;
}

export const nodeKey = ({ tierId, orgId }: NodeKey) => `${tierId} ${orgId}`;

/** Stored figures and what they are computed from. */
@Injectable()
export class RollupRepository {
  constructor(private readonly clock: Clock) {}

  async factsOf(transaction: Transaction, nodes: readonly NodeKey[]): Promise<FactsRow[]> {
    return transaction.query<FactsRow & Record<string, unknown>>(factsOfNodes, keysOf(nodes));
  }

  async factsOfTier(transaction: Transaction, tierId: string): Promise<FactsRow[]> {
    return transaction.query<FactsRow & Record<string, unknown>>(factsOfTier, [tierId]);
  }

  /** The indicators that each tier's template defines. */
  async definitions(
    transaction: Transaction,
    tierIds: readonly string[],
  ): Promise<Map<string, IndicatorDefinition[]>> {
    const rows = await transaction.query<DefinitionRow>(definitionsOfTiers, [tierIds]);
    return new Map(rows.map(({ id, definition }) => [id, definition.indicators]));
  }

  /** Each node with itself and everything above it in its cycle's frozen tree. */
  async waysUp(
    transaction: Transaction,
    nodes: readonly NodeKey[],
  ): Promise<Array<NodeKey & { above: string }>> {
    return transaction.query<NodeKey & { above: string } & Record<string, unknown>>(waysUp, keysOf(nodes));
  }

  async stored(transaction: Transaction, nodes: readonly NodeKey[]): Promise<Map<string, StoredNode>> {
    const rows = await transaction.query<StoredNode & Record<string, unknown>>(storedNodes, keysOf(nodes));
    return new Map(rows.map((row) => [nodeKey(row), row]));
  }

  async storedOfTier(transaction: Transaction, tierId: string): Promise<StoredNode[]> {
    return transaction.query<StoredNode & Record<string, unknown>>(storedOfTier, [tierId]);
  }

  async store(transaction: Transaction, nodes: readonly StoredNode[]): Promise<void> {
    if (nodes.length === 0) return;
    await transaction.execute(upsertNodes, [
      ...keysOf(nodes),
      nodes.map(({ counts }) => JSON.stringify(counts)),
      nodes.map(({ indicators }) => JSON.stringify(indicators)),
      nodes.map(({ contributing }) => contributing),
      nodes.map(({ own }) => own && JSON.stringify(own)),
      this.clock.now(),
    ]);
  }

  /** Units of a tier below which something is marked, or written and not dispatched yet; they themselves included. */
  async waiting(transaction: Transaction, tierId: string): Promise<Set<string>> {
    const rows = await transaction.query<{ org_id: string }>(waitingNodes, [tierId]);
    return new Set(rows.map(({ org_id }) => org_id));
  }

  /** Records by which version of a cycle's dates all of its tiers were counted. */
  async recordStored(transaction: Transaction, cycleId: string, planVersion: number): Promise<void> {
    await transaction.execute(
      `INSERT INTO rollup_stored (cycle_id, plan_version) VALUES ($1, $2)
       ON CONFLICT (cycle_id) DO UPDATE SET plan_version = excluded.plan_version`,
      [cycleId, planVersion],
    );
  }

  async removeTier(transaction: Transaction, tierId: string): Promise<void> {
    await transaction.execute('DELETE FROM rollup_node WHERE tier_id = $1', [tierId]);
  }

  /** Tiers of cycles that were opened; `stored` where figures are kept by the cycle's present dates. */
  async tiersOf(
    transaction: Transaction,
    cycleId: string | null,
  ): Promise<Array<{ id: string; cycleId: string; planVersion: number; stored: boolean }>> {
    return transaction.query(
      `SELECT t.id, t.cycle_id AS "cycleId", c.plan_version AS "planVersion",
              EXISTS (SELECT 1 FROM rollup_stored s
                       WHERE s.cycle_id = c.id AND s.plan_version = c.plan_version) AS stored
         FROM cycle_tier t JOIN cycle c ON c.id = t.cycle_id
        WHERE c.state <> 'draft' AND ($1::uuid IS NULL OR c.id = $1) ORDER BY c.created_at, t.id`,
      [cycleId],
    );
  }

  /** The frozen tree that a tier runs on, the deepest units first. */
  async treeOf(
    transaction: Transaction,
    tierId: string,
  ): Promise<Array<{ orgId: string; parentId: string | null }>> {
    return transaction.query(
      `SELECT o.org_id AS "orgId", o.parent_id AS "parentId"
         FROM cycle_tier t JOIN cycle_org o ON o.cycle_id = t.cycle_id WHERE t.id = $1
        ORDER BY nlevel(o.path) DESC, o.org_id`,
      [tierId],
    );
  }
}

function keysOf(nodes: readonly NodeKey[]): [string[], string[]] {
  return [nodes.map(({ tierId }) => tierId), nodes.map(({ orgId }) => orgId)];
}

const asked = 'unnest($1::uuid[], $2::uuid[]) AS asked(tier_id, org_id)';

const waysUp = {
  name: 'rollup_ways_up',
  text: `
    WITH RECURSIVE way AS (
      SELECT asked.tier_id, asked.org_id, t.cycle_id, asked.org_id AS above
        FROM ${asked} JOIN cycle_tier t ON t.id = asked.tier_id
      UNION ALL
      SELECT way.tier_id, way.org_id, way.cycle_id, o.parent_id
        FROM way JOIN cycle_org o ON o.cycle_id = way.cycle_id AND o.org_id = way.above
       WHERE o.parent_id IS NOT NULL
    )
    SELECT tier_id AS "tierId", org_id AS "orgId", above FROM way`,
};

const waitingNodes = {
  name: 'rollup_waiting',
  text: `
    SELECT DISTINCT above.org_id
      FROM (SELECT org_id FROM rollup_mark WHERE tier_id = $1
            UNION SELECT r.org_id FROM event e JOIN report r ON r.id = e.report_id
                   WHERE e.dispatched_at IS NULL AND r.tier_id = $1) waiting
      JOIN cycle_tier t ON t.id = $1
      JOIN cycle_org own ON own.cycle_id = t.cycle_id AND own.org_id = waiting.org_id
      JOIN cycle_org above ON above.cycle_id = t.cycle_id AND above.path @> own.path`,
};

const columns = `n.tier_id AS "tierId", n.org_id AS "orgId", n.counts, n.indicators, n.contributing, n.own`;
const storedNodes = {
  name: 'rollup_stored',
  text: `SELECT ${columns} FROM ${asked} JOIN rollup_node n USING (tier_id, org_id)`,
};
const storedOfTier = {
  name: 'rollup_stored_of_tier',
  text: `SELECT ${columns} FROM rollup_node n WHERE tier_id = $1`,
};
const upsertNodes = {
  name: 'rollup_upsert',
  text: `
    INSERT INTO rollup_node (tier_id, org_id, parent_id, counts, indicators, contributing, own, updated_at)
    SELECT n.tier_id, n.org_id, o.parent_id, n.counts::jsonb, n.indicators::jsonb, n.contributing, n.own::jsonb, $7
      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::text[])
             AS n(tier_id, org_id, counts, indicators, contributing, own)
      JOIN cycle_tier t ON t.id = n.tier_id
      JOIN cycle_org o ON o.cycle_id = t.cycle_id AND o.org_id = n.org_id
     ORDER BY n.tier_id, n.org_id
    ON CONFLICT (tier_id, org_id) DO UPDATE
       SET counts = excluded.counts, indicators = excluded.indicators, contributing = excluded.contributing,
           own = excluded.own, updated_at = excluded.updated_at`,
};
