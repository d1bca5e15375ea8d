import type { DraftRule } from '../../draft-rule';
import { foundOnce, places } from '../../draft-rule';

const hint =
  '待?填[写入]|补充|待定|待补|待核|请(?:填|在|补|输|写|选|说明)|此处|示例|例如|模板|范例|姓名|(?:单位|学校|支部)名称|数字|插入|简要|字数|TODO|TBC|[xX×]{2}|_{2}';

/** Surnames that end no usual word, as 任, 方 and 高 do. */
const surnames =
  '赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许吕张孔曹魏陶姜谢邹苏潘葛范彭袁柳鲍唐薛贺倪汤罗郝傅顾孟黄穆萧尹姚邵汪戴宋庞熊董梁杜阮贾郭梅徐邱骆夏蔡樊胡霍柯卢邓崔龚程邢裴陆翁刘叶黎赖';

/** What a placeholder may begin with: all alternatives are tried there alone. */
const beginning = '(?=[2二〇…xXＸｘ×_＿*＊○□■●某【［\\[（(单点此在请这选“‘《「])';
/** Each alternative is bounded, so that the scan stays linear. */
const alternatives = [
  '20[xX×*_]{2}(?:[-—]20[xX×*_]{2})?|20\\d[xX×]|二[〇○零][xX×]{2}',
  '(?<![A-Za-zＸｘ])[xXＸｘ×]{2,20}(?![A-Za-z])',
  '(?<!_|_[0-9.]{1,8})_{2,60}(?!_|[0-9.]{1,8}_)|＿{2,60}|[*＊]{2,20}|○{2,20}|(?<![☑☒√✓✔■][^\\n]{0,12})□{1,20}(?![^\\n]{0,12}[☑☒√✓✔])|■{2,20}|●{2,20}',
  '(?<=\\p{Script=Han})[*＊](?=\\p{Script=Han})|(?<![0-9０-９A-Za-zＸｘ×])[×xXＸｘ](?=[年月日市县区校镇乡村街路]|\\s?(?:余|多)?(?:次|名|人|位|个|项|条|场|节|份|篇|期|件|万元|元|户|所|本|套|台|%|％))',
  // 王某某 is a person whose name is kept back.
  `(?<![${surnames}])某某`,
  `【(?:[^【】\\n]{0,20}(?:${hint})[^【】\\n]{0,40}|[….\\s\\u3000]*)】`,
  `[［\\[](?:[^［］[\\]\\n]{0,20}(?:${hint})[^［］[\\]\\n]{0,40}|[….\\s\\u3000]*)[］\\]]`,
  '[（(][^（）()\\n]{0,12}(?:此处|请填|填写|待填|待补|待定|待核|请在|\\d{2,4}字左右|不少于\\d+字|视情况|自行[填确调添])[^（）()\\n]{0,30}[）)]',
  // The last are Word's and WPS's own words for an empty field.
  '(?:(?:单击|点击)(?:或(?:点击|轻触|点按))?)?(?:此处|在此|请在此|这里)(?:填写|填入|插入|补充|添加|输入|键入|编辑)(?:文字|文本|内容|日期|标题)?|选择一项。',
  '[（(][ \\t\\u3000]{0,20}[）)](?=\\s?(?:余|多)?(?:次|名|人|位|个|项|条|场|节|份|篇|期|件|万元|元|户|所|本|套|台|%|％|年|月|日))',
  // A date and an amount that nobody filled in.
  '20\\d\\d年[ \\t\\u3000]{1,12}月(?:[ \\t\\u3000]{1,12}日)?|…{1,4}(?=万?元[，,。；;])|(?<![〇○零一二三四五六七八九十])〇{2,6}(?=\\s?(?:余|多)?(?:次|名|人|位|个|项|条|场|节|份|篇|期|件|万元|元|户))',
  '“[\\s\\u3000]*”|‘[\\s\\u3000]*’|《[\\s\\u3000]*》|「[\\s\\u3000]*」',
];
export const placeholders = new RegExp(`${beginning}(?:${alternatives.join('|')})`, 'gu');

export const placeholder: DraftRule = {
  id: 'placeholder',
  explanation:
    '套用模板或范文留下的占位符（××、___、20××、“某某”、括号里的填写提示、内容被删掉的空引号）要换成实际内容。',
  severity: 'warning',
  fires: { text: '20xx年，XX支部在某某社区开展活动___次，【此处填写成效】。' },
  silent: { text: '2025年，党支部在新苗社区开展活动3次，对接【党员先锋岗】12个，占地30×40米。' },
  check: ({ passages }) =>
    passages.flatMap((passage) => {
      const hits = [...passage.plain.matchAll(placeholders)].map((m) => ({
        from: m.index,
        to: m.index + m[0].length,
      }));
      return foundOnce(passage, hits, (quote, count) =>
        /^[“‘《「]/.test(quote)
          ? `${passage.label}里的 ${quote} 中间是空的${places(count)}，内容可能被删掉了，请补上。`
          : `${passage.label}里留有占位符“${quote}”${places(count)}，请换成实际内容。`,
      );
    }),
};
