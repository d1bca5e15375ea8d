import { HistoryVerifier, ItemVerifier } from '@features/audit';
import { type Command, exitCodes } from '../command';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: 'audit verify',
  summary: '重算每份报告的事件链。Recompute the hash chain of every history.',
  async run({ context, out }) {
    const result = await (await context()).get(HistoryVerifier).verify(null);
    out.line(`报告 reports ${result.reports}，事件 events ${result.events}`);
    for (const { reportId, sequence, fault } of result.broken)
      out.line(`  ✗ ${reportId}  #${sequence}  ${fault}`);
    const ledger = await (await context()).get(ItemVerifier).verify(null);
    out.line(`整改事项 items ${ledger.items}，事件 events ${ledger.itemEvents}`);
    for (const { itemId, sequence, fault } of ledger.brokenItems)
      out.line(`  ✗ ${itemId}  #${sequence}  ${fault}`);
    const ok = result.ok && ledger.brokenItems.length === 0;
    out.line(ok ? '事件链完整。Every chain holds.' : '事件链有断裂。A chain is broken.');
    out.result({ ...result, ...ledger, ok });
    return ok ? exitCodes.fine : exitCodes.wrong;
  },
};
