import { LedgerAudit } from '@features/ledger';
import { type Command, exitCodes } from '../command';

export const ledgerVerify: Command = {
  name: 'ledger verify',
  usage: 'ledger verify',
  summary: '将整改台账各月数字与逐项重算比较。Compare the ledger’s figures of every month with a recount.',
  async run({ context, out }) {
    const result = await (await context()).get(LedgerAudit).verify();
    out.line(`事项 items ${result.items}，比较的日期 days ${result.days}`);
    for (const line of result.broken) out.line(`  ✗ ${line}`);
    out.line(
      result.ok
        ? '台账数字与重算一致。The figures equal the recount.'
        : '台账数字与重算不一致。The figures differ.',
    );
    out.result(result);
    return result.ok ? exitCodes.fine : exitCodes.wrong;
  },
};
