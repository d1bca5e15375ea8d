import { emptyFigures, figuresOf, mergeNode, type NodeFigures, sameFigures } from '@domain/rollup';
import { Injectable } from '@nestjs/common';
import { type Transaction, UnitOfWork } from '@platform/database';
import { RollupRepository } from './rollup.repository';
import { factsOf } from './rollup-facts';

export interface VerifyResult {
  /** True where every stored figure equals the recount, or waits to be counted. */
  ok: boolean;
  tiers: number;
  /** Tiers of cycles opened or changed a moment ago, which are counted on the spot until they are stored. */
  notStoredYet: number;
  nodes: number;
  /** Nodes that differ because something below them was written and not counted yet. */
  pending: number;
  reports: number;
  /** Nodes whose stored figures differ from the recount, at most 100. */
  broken: Array<{ tierId: string; orgId: string; stored: NodeFigures | null; recounted: NodeFigures | null }>;
}

export interface Recount {
  figures: Map<string, NodeFigures>;
  own: Map<string, NodeFigures>;
}

/** The recount from the reports, which the stored figures must always equal (design 1.5). */
@Injectable()
export class RollupAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: RollupRepository,
  ) {}

  /** Compares. A node that has something to be counted below it may differ: the worker is about to draw level. */
  async verify(cycleId: string | null = null): Promise<VerifyResult> {
    const result: VerifyResult = {
      ok: true,
      tiers: 0,
      notStoredYet: 0,
      nodes: 0,
      pending: 0,
      reports: 0,
      broken: [],
    };
    for (const tier of await this.tiers(cycleId)) {
      if (!tier.stored) {
        result.notStoredYet += 1;
        continue;
      }
      await this.unitOfWork.run(async (transaction) => {
        await transaction.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
        const { figures, own } = await this.recount(transaction, tier.id);
        const stored = new Map(
          (await this.repository.storedOfTier(transaction, tier.id)).map((node) => [node.orgId, node]),
        );
        const waiting = await this.repository.waiting(transaction, tier.id);
        result.tiers += 1;
        result.reports += own.size;
        result.nodes += figures.size;
        for (const orgId of new Set([...figures.keys(), ...stored.keys()])) {
          const recounted = figures.get(orgId) ?? null;
          const kept = stored.get(orgId) ?? null;
          const same = sameFigures(recounted ?? emptyFigures(), kept ?? emptyFigures());
          if (same && sameFigures(own.get(orgId) ?? emptyFigures(), kept?.own ?? emptyFigures())) continue;
          if (waiting.has(orgId)) {
            result.pending += 1;
            continue;
          }
          result.ok = false;
          if (result.broken.length < 100)
            result.broken.push({ tierId: tier.id, orgId, stored: kept, recounted });
        }
      });
    }
    return result;
  }

  /** Writes the recount over whatever is stored; answers how many nodes there are. */
  async rebuild(cycleId: string | null = null): Promise<number> {
    let nodes = 0;
    const tiers = await this.tiers(cycleId);
    for (const tier of tiers) {
      nodes += await this.unitOfWork.run(async (transaction) => {
        // Nobody counts meanwhile; what is marked still makes no difference to what the recount has seen.
        await transaction.execute(`SELECT pg_advisory_xact_lock(hashtext('baoshen.rollup'))`);
        return this.rebuildTier(transaction, tier.id);
      });
    }
    // The version read before counting: dates that moved meanwhile are counted once more.
    const versions = new Map(tiers.map((tier) => [tier.cycleId, tier.planVersion]));
    await this.unitOfWork.run(async (transaction) => {
      for (const [id, version] of versions) await this.repository.recordStored(transaction, id, version);
    });
    return nodes;
  }

  /** The same for one tier; the caller holds the lock. */
  async rebuildTier(transaction: Transaction, tierId: string): Promise<number> {
    const { figures, own } = await this.recount(transaction, tierId);
    await this.repository.removeTier(transaction, tierId);
    const rows = [...figures].map(([orgId, node]) => ({
      ...node,
      tierId,
      orgId,
      own: own.get(orgId) ?? null,
    }));
    for (let at = 0; at < rows.length; at += 2000)
      await this.repository.store(transaction, rows.slice(at, at + 2000));
    return rows.length;
  }

  /** Figures of every node that has a report in its subtree, and of each report alone, by unit. */
  async recount(transaction: Transaction, tierId: string): Promise<Recount> {
    const definitions = (await this.repository.definitions(transaction, [tierId])).get(tierId) ?? [];
    const rows = await this.repository.factsOfTier(transaction, tierId);
    const own = new Map(rows.map((row) => [row.org_id, figuresOf(definitions, factsOf(row))]));
    const parts = new Map([...own].map(([orgId, node]) => [orgId, [node]]));
    const figures = new Map<string, NodeFigures>();
    for (const { orgId, parentId } of await this.repository.treeOf(transaction, tierId)) {
      const below = parts.get(orgId);
      if (!below) continue;
      const merged = below.length === 1 && below[0] ? below[0] : mergeNode(below);
      figures.set(orgId, merged);
      if (!parentId) continue;
      const above = parts.get(parentId);
      if (above) above.push(merged);
      else parts.set(parentId, [merged]);
    }
    return { figures, own };
  }

  private tiers(cycleId: string | null): ReturnType<RollupRepository['tiersOf']> {
    return this.unitOfWork.run((transaction) => this.repository.tiersOf(transaction, cycleId));
  }
}
