import { HistoryVerifier, ItemVerifier } from '@features/audit';
import { LedgerAudit } from '@features/ledger';
import { RollupAudit } from '@features/rollup';
import { Injectable } from '@nestjs/common';
import { Database } from '@platform/database';
import { invariants } from './invariants';
import { KeptFiles } from './kept-files';

export interface InvariantResult {
  name: string;
  chinese: string;
  /** How many things were looked at; nought proves nothing. */
  checked: number;
  /** Ids of what breaks it, at most a hundred. */
  broken: string[];
}

/** Reads the whole database and says of each promise how often it was checked and where it is broken. */
@Injectable()
export class InvariantService {
  constructor(
    private readonly database: Database,
    private readonly histories: HistoryVerifier,
    private readonly rollups: RollupAudit,
    private readonly items: ItemVerifier,
    private readonly ledger: LedgerAudit,
    private readonly files: KeptFiles,
  ) {}

  async check(): Promise<InvariantResult[]> {
    const results: InvariantResult[] = [];
    for (const { name, chinese, counted, broken } of invariants) {
      const [row] = await this.database.query<{ checked: number }>(counted);
      // Limited: examples for the operator, who is told where a hundred is not all.
      const rows = await this.database.query<{ id: string }>(`${broken} LIMIT 100`);
      results.push({ name, chinese, checked: row?.checked ?? 0, broken: rows.map(({ id }) => id) });
    }
    return [
      ...results,
      await this.chains(),
      await this.figures(),
      await this.attachments(),
      ...(await this.ofLedger()),
    ];
  }

  private async chains(): Promise<InvariantResult> {
    const { events, broken } = await this.histories.verify(null);
    return {
      name: 'chains_hold',
      chinese: '事件的哈希链完整，逐个重放得到报告的现状',
      checked: events,
      broken: broken.slice(0, 100).map((fault) => `${fault.reportId}#${fault.sequence} ${fault.fault}`),
    };
  }

  private async attachments(): Promise<InvariantResult> {
    const { files, broken } = await this.files.verify();
    return {
      name: 'attachments_are_kept',
      chinese: '每个附件的文件都在，大小与记录一致',
      checked: files,
      broken,
    };
  }

  private async ofLedger(): Promise<InvariantResult[]> {
    const { itemEvents, brokenItems } = await this.items.verify(null);
    const { items, broken } = await this.ledger.verify();
    return [
      {
        name: 'ledger_chains_hold',
        chinese: '整改事项的事件链完整，最后一个事件就是事项的现状',
        checked: itemEvents,
        broken: brokenItems.slice(0, 100).map((fault) => `${fault.itemId}#${fault.sequence} ${fault.fault}`),
      },
      {
        name: 'ledger_figures_equal_the_recount',
        chinese: '整改台账各月数字与逐项重算一致',
        checked: items,
        broken,
      },
    ];
  }

  private async figures(): Promise<InvariantResult> {
    const { nodes, broken } = await this.rollups.verify();
    return {
      name: 'rollups_equal_the_recount',
      chinese: '汇总数字与逐份重算一致',
      checked: nodes,
      broken: broken.map(({ tierId, orgId }) => `${tierId}/${orgId}`),
    };
  }
}
