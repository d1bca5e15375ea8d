import { isUnsettled } from '../../../ledger/listed-item';
import type { Draft } from '../../draft';
import type { DraftRule } from '../../draft-rule';
import { foundOnce } from '../../draft-rule';
import { sampleLedger } from '../../sample-ledger';

/** Says by itself that nothing is left open. */
const allDone =
  /(?:全部|均已?|已全部|悉数)(?:整改|落实|销号)(?:到位|完成|完毕|销号)|全部(?:销号|完成整改)|整改(?:完成|到位|落实|销号)?率(?:均)?(?:达到?|为)?(?:了)?\s?(?:100\s?[%％]|百分之百)/g;
/** Says it where the clause is about what was put right. */
const allOfThem = /均已(?:按期|如期|按时)?完成|100\s?[%％]|百分之百/g;
const aboutRectification = /整改|销号|反馈(?:的)?(?:问题|意见)|问题清单/;
const denied = /(?:未|没有|没|不能|尚未|争取|力争|确保|努力|推动|推进)[^，,。；;]{0,6}$/;
const longestClause = 60;

function check({ passages, ledger }: Draft) {
  const open = ledger?.items.filter(isUnsettled).length ?? 0;
  if (open === 0) return [];
  return passages
    .filter(({ forwardLooking }) => !forwardLooking)
    .flatMap((passage) => {
      const before = (at: number) =>
        (/[^。；;\n]*$/.exec(passage.plain.slice(Math.max(0, at - longestClause), at)) ?? [''])[0];
      const plainly = [...passage.plain.matchAll(allDone)];
      const rest = passage.plain.replace(allDone, (claim) => ' '.repeat(claim.length));
      const implied = [...rest.matchAll(allOfThem)].filter(({ index }) =>
        aboutRectification.test(before(index)),
      );
      const hits = [...plainly, ...implied].filter(({ index }) => !denied.test(before(index)));
      return foundOnce(
        passage,
        hits.map(({ index, 0: text }) => ({ from: index, to: index + text.length })),
        (quote) => `${passage.label}写着“${quote}”，但台账里还有${open}个整改事项没有销号，请核对。`,
      );
    });
}

export const allDoneClaimed: DraftRule = {
  id: 'all-done-claimed',
  explanation: '台账里还有没销号的整改事项时，不能写“全部整改到位”。',
  severity: 'warning',
  fires: { text: '巡察反馈的问题已全部整改到位。', ledger: sampleLedger({ state: 'open' }) },
  silent: { text: '巡察反馈的问题已全部整改到位。', ledger: sampleLedger({ state: 'closed' }) },
  check,
};
