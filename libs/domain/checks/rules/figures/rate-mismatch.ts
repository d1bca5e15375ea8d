import type { Draft, Passage } from '../../draft';
import { type DraftRule, foundAt, type RuleFinding } from '../../draft-rule';

const counted = '[人名次个项份篇条件场户节所位]';
/** 19人，增长57.3%: of a share with decimals one can tell whether any number of last year gives it. */
const growth = new RegExp(
  `(?<![\\d.])(?<now>\\d{1,4})${counted}(?:次|左右)?[，,]?(?:同比|环比|(?:比|较|与)?(?:上年|去年|上一年)(?:同期)?(?:相比)?)?` +
    '(?<way>增长|增加|提高|上升|增幅为|增幅达|下降|减少|降低)了?(?<share>\\d{1,3}\\.\\d{1,2})[%％](?!以上|左右|多)',
  'g',
);
/** 20条，完成18条，完成率85%. */
const rate = new RegExp(
  `(?<![\\d.])(?<all>\\d{1,5})${counted}[^。；;\\n\\d]{0,20}?(?:整改|完成|解决|落实|办结|销号|参加|到会|实到)(?:了|到位)?(?<done>\\d{1,5})${counted}` +
    `(?:[，,][^，,。；;\\n\\d]{0,6}(?:正在|尚|剩余|其余|未)[^，,。；;\\n\\d]{0,8}\\d{1,5}${counted})?[，,][^。；;\\n\\d问措]{0,10}?` +
    '(?:整改|完成|解决|落实|办结|销号|参加|参会|参学|到会|出席)率(?:为|达到?|是)?(?<share>\\d{1,3}(?:\\.\\d{1,2})?)[%％](?!以上|左右|多)',
  'g',
);
const mostOfBefore = 20_000;

/** Half a place more than rounding allows: many cut what they should round. */
function placeOf(share: string): number {
  return 1.01 * 10 ** -(share.split('.')[1]?.length ?? 0);
}

/** Whether some number of last year makes a change of this share, the number being this year's or the change itself. */
function isPossible(now: number, share: string, down: boolean): boolean {
  const [wanted, place] = [Number(share), placeOf(share)];
  const near = (before: number, change: number) =>
    before > 0 && before <= mostOfBefore && Math.abs((change / before) * 100 - wanted) <= place;
  const before = now / (down ? 1 - wanted / 100 : 1 + wanted / 100);
  const whole = (now * 100) / wanted;
  return (
    [Math.floor(before), Math.ceil(before)].some((each) => near(each, Math.abs(now - each))) ||
    [Math.floor(whole), Math.ceil(whole)].some((each) => near(each, now))
  );
}

function found(passage: Passage, match: RegExpExecArray, message: string): RuleFinding {
  return foundAt(
    passage,
    match.index,
    match.index + match[0].length,
    `${passage.label}里“${match[0]}”${message}`,
  );
}

function check({ passages }: Draft): RuleFinding[] {
  return passages.flatMap((passage) => [
    ...[...passage.plain.matchAll(growth)].flatMap((match) => {
      const { now = '', share = '', way = '' } = match.groups ?? {};
      if (now === '0' || Number(share) === 0 || isPossible(Number(now), share, /[下减降]/.test(way)))
        return [];
      return [found(passage, match, `的比例算不出来：上年不论是多少，都得不到${share}%，请核对。`)];
    }),
    ...[...passage.plain.matchAll(rate)].flatMap((match) => {
      const [all, done] = [Number(match.groups?.all), Number(match.groups?.done)];
      const share = match.groups?.share ?? '';
      if (all === 0 || done > all || Math.abs((done / all) * 100 - Number(share)) <= placeOf(share))
        return [];
      const right = Math.round((done / all) * 1000) / 10;
      return [found(passage, match, `里${done}占${all}是${right}%，不是${share}%，请核对。`)];
    }),
  ]);
}

export const rateMismatch: DraftRule = {
  id: 'rate-mismatch',
  explanation:
    '比例要与旁边的数字算得上：20条完成18条，完成率是90%；“19人，增长57.3%”，上年不论是几人都得不到这个数。',
  severity: 'warning',
  fires: { text: '制定整改措施20条，完成18条，完成率85%。获奖19人，增长57.3%。' },
  silent: {
    text: '制定整改措施20条，完成18条，正在推进2条，完成率90%。查摆问题12个，已整改10个，整改率83.3%。参赛131人，增长24.8%，获奖比去年增加15人，增长35.7%，参学率98%以上。',
  },
  check,
};
