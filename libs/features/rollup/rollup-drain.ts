import {
  differenceOf,
  emptyFigures,
  figuresOf,
  mergeNode,
  type NodeFigures,
  sameFigures,
} from '@domain/rollup';
import { Injectable } from '@nestjs/common';
import { isCollision, isOutage, type Transaction, UnitOfWork } from '@platform/database';
import { HandlesJob, WorkFaults } from '@platform/queues';
import { Signals } from '@platform/signals';
import { type NodeKey, nodeKey, RollupRepository, type StoredNode } from './rollup.repository';
import { RollupAudit } from './rollup-audit';
import { factsOf } from './rollup-facts';
import { type MarkedNode, RollupMarks } from './rollup-marks';

const marksPerBatch = 1000;

/** Serialises whoever writes figures; the rebuild takes it too. */
export const rollupLock = `hashtext('baoshen.rollup')`;

/**
 * Counts what was marked: reads each report anew, compares it with what is stored of it, and carries the
 * difference up to the root, all in one transaction. Whatever is interrupted is marked still, and what was
 * counted already makes no difference (design 3.2).
 */
@Injectable()
export class RollupDrain {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly marks: RollupMarks,
    private readonly repository: RollupRepository,
    private readonly audit: RollupAudit,
    private readonly signals: Signals,
    private readonly faults: WorkFaults,
  ) {}

  /**
   * One batch; false when nothing is marked, or another process is at it. Where a batch fails, each tier is counted by
   * itself, and one that cannot be counted is left out for a minute.
   */
  async step(): Promise<boolean> {
    try {
      return await this.batch(null);
    } catch (error) {
      if (isOutage(error) || isCollision(error)) throw error;
    }
    const tiers = await this.unitOfWork.run((transaction) => this.marks.tiers(transaction));
    const counted = await this.faults.each(
      'rollup.count',
      tiers,
      (tierId) => tierId,
      (tierId) => this.batch(tierId),
    );
    return counted > 0;
  }

  private batch(tierId: string | null): Promise<boolean> {
    return this.unitOfWork.run(async (transaction) => {
      const [lock] = await transaction.query<{ held: boolean }>(tryLock);
      if (!lock?.held) return false;
      const nodes = await this.marks.oldest(transaction, marksPerBatch, tierId);
      if (nodes.length === 0) return false;
      await this.count(transaction, nodes);
      await this.marks.clear(transaction, nodes);
      const tiers = [...new Set(nodes.map((node) => node.tierId))];
      transaction.afterCommit(() => this.signals.raise('rollups', tiers));
      return true;
    });
  }

  /** Until nothing is marked. */
  @HandlesJob('rollup.summarise')
  async drain(): Promise<void> {
    while (await this.step());
  }

  private async count(transaction: Transaction, marked: readonly MarkedNode[]): Promise<void> {
    const fresh = await this.fresh(transaction, marked);
    const own = await this.repository.stored(transaction, marked);
    const changed = marked.flatMap(({ tierId, orgId }) => {
      const key = nodeKey({ tierId, orgId });
      const after = fresh.get(key) ?? emptyFigures();
      const before = own.get(key)?.own ?? emptyFigures();
      return sameFigures(after, before)
        ? []
        : [{ tierId, orgId, after, difference: differenceOf(after, before) }];
    });
    if (changed.length === 0) return;
    const differences = new Map(changed.map((node) => [nodeKey(node), node.difference]));
    const gathered = new Map<string, { key: NodeKey; parts: NodeFigures[] }>();
    for (const { tierId, orgId, above } of await this.repository.waysUp(transaction, changed)) {
      const difference = differences.get(nodeKey({ tierId, orgId }));
      if (!difference) continue;
      const key = { tierId, orgId: above };
      const known = gathered.get(nodeKey(key));
      if (known) known.parts.push(difference);
      else gathered.set(nodeKey(key), { key, parts: [difference] });
    }
    const stored = await this.repository.stored(
      transaction,
      [...gathered.values()].map(({ key }) => key),
    );
    const incomplete = await this.rebuildIncomplete(transaction, gathered, stored);
    const after = new Map(changed.map((node) => [nodeKey(node), node.after]));
    const nodes = [...gathered].flatMap(([id, { parts }]): StoredNode[] => {
      const node = stored.get(id);
      if (!node || incomplete.has(node.tierId)) return [];
      return [{ ...node, ...mergeNode([node, ...parts]), own: after.get(id) ?? node.own }];
    });
    await this.repository.store(transaction, nodes);
  }

  private async fresh(
    transaction: Transaction,
    nodes: readonly NodeKey[],
  ): Promise<Map<string, NodeFigures>> {
    const tiers = [...new Set(nodes.map(({ tierId }) => tierId))];
    const definitions = await this.repository.definitions(transaction, tiers);
    const rows = await this.repository.factsOf(transaction, nodes);
    return new Map(
      rows.map((row) => [
        nodeKey({ tierId: row.tier_id, orgId: row.org_id }),
        figuresOf(definitions.get(row.tier_id) ?? [], factsOf(row)),
      ]),
    );
  }

  /** A difference needs something to differ from: where a node is not stored, its whole tier is counted. */
  private async rebuildIncomplete(
    transaction: Transaction,
    gathered: ReadonlyMap<string, { key: NodeKey }>,
    stored: ReadonlyMap<string, StoredNode>,
  ): Promise<Set<string>> {
    const missing = [...gathered].filter(([id]) => !stored.has(id));
    const tiers = new Set(missing.map(([, { key }]) => key.tierId));
    for (const tierId of tiers) await this.audit.rebuildTier(transaction, tierId);
    return tiers;
  }
}

const tryLock = {
  name: 'rollup_try_lock',
  text: `SELECT pg_try_advisory_xact_lock(${rollupLock}) AS held`,
};
