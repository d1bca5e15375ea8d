import { plainText } from '../../draft';
import type { DraftRule } from '../../draft-rule';
import { foundOnce } from '../../draft-rule';
import { mistypings } from '../../mistypings';

/** Which code units a text has: 1 at each of them. */
function unitsOf(text: string): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (let at = 0; at < text.length; at += 1) units[text.charCodeAt(at)] = 1;
  return units;
}

export const mistyping: DraftRule = {
  id: 'mistyping',
  explanation: '党务材料里常见的错别字：叠字（的的、及及）、形近音近字（己经、部属、布署）、“的”“得”误用等。',
  severity: 'warning',
  fires: { text: '健全管理的的机制，己经完成决策部属，抓的不够紧。' },
  silent: { text: '这是我们的目的的体现，以及及时总结自己经历的事情，为了了解情况，教育部属高校也来参观。' },
  check: ({ passages }) =>
    passages.flatMap((passage) => {
      const written = unitsOf(passage.plain);
      return mistypings.flatMap(({ pattern, right, letters }) => {
        for (let at = 0; at < letters.length; at += 1) if (!written[letters.charCodeAt(at)]) return [];
        const hits = [...passage.plain.matchAll(pattern)]
          .filter((match) => match[0] !== '')
          .map((match) => ({ from: match.index, to: match.index + match[0].length }));
        return foundOnce(
          passage,
          hits,
          (quote, count) => {
            const meant = right(plainText(quote));
            const advice = meant === null ? '前后可能漏了文字，请核对' : `可能有误，请核对是否应为“${meant}”`;
            return `${passage.label}里的“${quote}”${count > 1 ? `（共${count}处）` : ''}${advice}。`;
          },
          right,
        );
      });
    }),
};
