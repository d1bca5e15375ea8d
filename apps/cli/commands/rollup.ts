import { RollupAudit } from '@features/rollup';
import { type Command, exitCodes } from '../command';

export const rollupVerify: Command = {
  name: 'rollup verify',
  usage: 'rollup verify',
  summary: '将汇总数字与逐份重算比较。Compare stored figures with a recount from the reports.',
  async run({ context, out }) {
    const result = await (await context()).get(RollupAudit).verify();
    out.line(`层级 tiers ${result.tiers}，节点 nodes ${result.nodes}，报告 reports ${result.reports}`);
    if (result.notStoredYet > 0)
      out.line(`尚未汇总、暂时逐份计算的层级 tiers not stored yet ${result.notStoredYet}`);
    if (result.pending > 0) out.line(`有改动等待汇总的节点 nodes about to be counted ${result.pending}`);
    for (const { tierId, orgId } of result.broken) out.line(`  ✗ tier ${tierId}  org ${orgId}`);
    out.line(
      result.ok
        ? '汇总与重算一致。The figures equal the recount.'
        : '汇总与重算不一致，请运行 rollup rebuild。The figures differ from the recount.',
    );
    out.result(result);
    return result.ok ? exitCodes.fine : exitCodes.wrong;
  },
};

export const rollupRebuild: Command = {
  name: 'rollup rebuild',
  usage: 'rollup rebuild',
  summary: '按报告重算并改写全部汇总数字。Write the recount over the stored figures.',
  async run({ context, out }) {
    const nodes = await (await context()).get(RollupAudit).rebuild();
    out.line(`已重算 rebuilt  ${nodes} 个节点 nodes`);
    out.result({ nodes });
    return exitCodes.fine;
  },
};
