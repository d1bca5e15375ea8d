import { InvariantService } from '@features/invariant';
import { type Command, exitCodes } from '../command';

export const verify: Command = {
  name: 'verify',
  usage: 'verify',
  summary: '逐项核对数据库中的全部约定，列出核对数量。Check every invariant and say what was counted.',
  async run({ context, out }) {
    const results = await (await context()).get(InvariantService).check();
    out.table(
      results.map(({ chinese, name, checked, broken }) => [
        broken.length === 0 ? '✓' : '✗',
        chinese,
        `核对 ${checked}`,
        broken.length === 0 ? '' : `不符 ${broken.length}${broken.length === 100 ? '+' : ''}`,
        name,
      ]),
    );
    for (const { name, broken } of results) for (const id of broken) out.line(`    ${name}  ${id}`);
    const wrong = results.some(({ broken }) => broken.length > 0);
    out.line(wrong ? '有不符之处。Something is broken.' : '全部相符。All holds.');
    out.result({ ok: !wrong, results });
    return wrong ? exitCodes.wrong : exitCodes.fine;
  },
};
