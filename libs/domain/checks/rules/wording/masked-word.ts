import type { DraftRule } from '../../draft-rule';
import { foundOnce, places } from '../../draft-rule';

/** Words whose characters websites replace by letters or stars to pass their filters. */
const full: ReadonlyArray<readonly [RegExp, string]> = [
  [/^[Dd](?:ang)?(?=.)/, '党'],
  [/^Z(?=治)/, '政'],
  [/^Z(?=[国央共])/, '中'],
  [/^G(?=产)/, '共'],
  [/^J(?=[委检律])/, '纪'],
  [/^[XxJj](?=近平)/, '习'],
  [/^[XxＸ](?=.)/, '党'],
];

const patterns = new RegExp(
  '(?<![A-Za-z0-9])(?:[Dd]|dang)(?:建|员|委|组织|支部|总支|课|性|风|章|费|内|务|史|校|徽|旗|群|政|中央|小组|代会|和国家|组书记|的(?=领导|建设|组织|路线|事业|二十|十[七八九]))' +
    '|(?<![A-Za-z0-9])(?:Z[治国央共]|G产|J[委检律]|[XxJj]近平)' +
    '|(?<![A-Za-z0-9ＸｘXx×])[XＸ](?:组织(?!部)|员(?!工)|建(?!设|筑)|支部|总支|课|章|费|徽|旗|性(?!别)|风建设|小组会|内(?:民主|监督|生活))' +
    '|(?:共产|入|全|爱|护)D(?![A-Za-z0-9])|党[JjZz](?=[建员委组])',
  'g',
);

function unmasked(quote: string): string {
  for (const [pattern, word] of full) if (pattern.test(quote)) return quote.replace(pattern, word);
  return quote.replace('D', '党');
}

export const maskedWord: DraftRule = {
  id: 'masked-word',
  explanation: '从网上抄来的文字常用字母代替汉字（如用字母D代替“党”），正式报告里要写全。',
  severity: 'warning',
  fires: { text: '一年来，D建工作取得了新的进步。' },
  silent: { text: '一年来，党建工作取得了新的进步，维生素D的知识讲座办了两次。' },
  check: ({ passages }) =>
    passages.flatMap((passage) => {
      const hits = [...passage.plain.matchAll(patterns)].map((m) => ({
        from: m.index,
        to: m.index + m[0].length,
      }));
      return foundOnce(
        passage,
        hits,
        (quote, count) => {
          const word = unmasked(quote);
          return `${passage.label}里的“${quote}”用字母代替了汉字${places(count)}，请改为“${word}”。`;
        },
        unmasked,
      );
    }),
};
