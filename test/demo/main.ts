import 'reflect-metadata';
import { Output } from '@apps/cli/output';
import { DemoDesk, DemoFailure } from './demo-desk';
import { DemoProduct } from './demo-product';
import { playTheYear } from './the-year';
import { wayTable } from './way-table';

const out = new Output((text) => process.stdout.write(text), false);

/** Plays one annual cycle over HTTP; answers the exit code. */
async function main(): Promise<number> {
  const began = performance.now();
  const product = await DemoProduct.open(new Date('2025-11-17T01:00:00Z'));
  try {
    out.line(`报审演示：一个年度任务的全过程，经 HTTP ${product.address}`);
    const desk = new DemoDesk(product, 'annual-2025');
    await playTheYear(product, desk, async (line) => {
      out.line(`  ${line}`);
      const { messages, reminders, nodes } = await product.stage();
      out.line(`        通知 ${messages} 条（提醒 ${reminders} 条）；${nodes} 个节点的汇总与重算一致`);
    });
    const reports = (await desk.findReports('sf.admin')).sort((a, b) => (a.org.code < b.org.code ? -1 : 1));
    out.line();
    out.table(await wayTable(desk, reports, 'sf.admin'));
    const unfinished = reports.filter(({ state }) => state !== 'approved' && state !== 'published');
    if (unfinished.length > 0)
      throw new DemoFailure(`未审定 unfinished: ${unfinished.map((it) => it.org.code)}`);

    const results = await product.verify();
    out.line();
    out.table(
      results.map(({ chinese, checked, broken }) => [
        broken.length === 0 ? '✓' : '✗',
        chinese,
        `核对 ${checked}`,
        broken.join(' ').slice(0, 200),
      ]),
    );
    const broken = results.filter((result) => result.broken.length > 0);
    if (broken.length > 0) throw new DemoFailure(`约定被破坏 broken: ${broken.map(({ name }) => name)}`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    out.line(
      `\n全部如约。${reports.length} reports, ${desk.passed} requests answered as they should, ${seconds} s.`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof DemoFailure)) throw error;
    out.line(`\n✗ ${error.message}`);
    return 1;
  } finally {
    await product.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
