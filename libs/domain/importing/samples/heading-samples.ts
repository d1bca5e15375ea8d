import type { ImportSample } from './sample';

const doing = '支部坚持把学习摆在首位，按月安排专题，联系教学实际开展讨论，老师们反映收获不小。';
const lacking = '学习资料更新不够及时，个别老师参加讨论不够主动，交流停留在表面。';
const why = '计划制定得比较粗，没有把学习和教研一起安排，检查督促也不够经常。';
const next = '每月编一份学习提要，请骨干教师轮流领学，把学习与集体备课合在一起安排。';

/** The four sections under headings written by one habit. */
function report(headings: [string, string, string, string], gap = '\n'): string {
  return [doing, lacking, why, next].map((body, index) => `${headings[index]}${gap}${body}`).join('\n');
}

const four: ImportSample['sections'] = [
  ['work', '支部坚持'],
  ['issues', '学习资料'],
  ['causes', '计划制定'],
  ['plan', '每月编一份'],
];
const titles = ['主要工作完成情况', '存在的问题', '原因剖析', '下一步工作打算'] as const;
type Titles = [string, string, string, string];
const numbered = (numbers: string[]): Titles =>
  titles.map((title, index) => `${numbers[index]}${title}`) as Titles;

function habit(name: string, numbers: string[], markers: string[], gap?: string): ImportSample {
  return {
    name,
    text: report(numbered(numbers), gap),
    sections: four,
    outline: markers.map((marker) => `1 ${marker}`),
  };
}

/** One sample for each way of writing a heading's number. */
export const headingSamples: ImportSample[] = [
  habit('一、', ['一、', '二、', '三、', '四、'], ['一、', '二、', '三、', '四、']),
  habit('一. with a half-width point', ['一.', '二.', '三.', '四.'], ['一.', '二.', '三.', '四.']),
  habit('一． with a full-width point', ['一．', '二．', '三．', '四．'], ['一．', '二．', '三．', '四．']),
  habit('一 and a blank', ['一 ', '二　', '三 ', '四　'], ['一', '二', '三', '四']),
  habit(
    '一、 with a blank inside',
    ['一 、', '二 、', '三 、', '四 、'],
    ['一 、', '二 、', '三 、', '四 、'],
  ),
  habit(
    '（一） full-width',
    ['（一）', '（二）', '（三）', '（四）'],
    ['（一）', '（二）', '（三）', '（四）'],
  ),
  habit('(一) half-width', ['(一)', '(二)', '(三)', '(四)'], ['(一)', '(二)', '(三)', '(四)']),
  habit(
    '（一）、 with both signs',
    ['（一）、', '（二）、', '（三）、', '（四）、'],
    ['（一）、', '（二）、', '（三）、', '（四）、'],
  ),
  habit('1. half-width', ['1.', '2.', '3.', '4.'], ['1.', '2.', '3.', '4.']),
  habit('1、', ['1、', '2、', '3、', '4、'], ['1、', '2、', '3、', '4、']),
  habit('１． full-width', ['１．', '２．', '３．', '４．'], ['１．', '２．', '３．', '４．']),
  habit('⒈ one character', ['⒈', '⒉', '⒊', '⒋'], ['⒈', '⒉', '⒊', '⒋']),
  habit('（1） full-width', ['（1）', '（2）', '（3）', '（4）'], ['（1）', '（2）', '（3）', '（4）']),
  habit('(1) half-width', ['(1)', '(2)', '(3)', '(4)'], ['(1)', '(2)', '(3)', '(4)']),
  habit('1) with one bracket', ['1)', '2)', '3)', '4)'], ['1)', '2)', '3)', '4)']),
  habit('⑴ one character', ['⑴', '⑵', '⑶', '⑷'], ['⑴', '⑵', '⑶', '⑷']),
  habit('①', ['①', '②', '③', '④'], ['①', '②', '③', '④']),
  habit('第一，', ['第一，', '第二，', '第三，', '第四，'], ['第一', '第二', '第三', '第四'], '。'),
  habit(
    '第一部分',
    ['第一部分 ', '第二部分 ', '第三部分 ', '第四部分 '],
    ['第一部分', '第二部分', '第三部分', '第四部分'],
  ),
  habit(
    'indented with ideographic blanks',
    ['　　一、', '　　二、', '　　三、', '　　四、'],
    ['一、', '二、', '三、', '四、'],
  ),
  habit(
    'Markdown signs in front',
    ['## 一、', '## 二、', '## 三、', '## 四、'],
    ['一、', '二、', '三、', '四、'],
  ),
  {
    ...habit(
      'bold asterisks around',
      ['**一、', '**二、', '**三、', '**四、'],
      ['一、', '二、', '三、', '四、'],
      '**\n',
    ),
    dropped: ['markup'],
  },
  habit(
    'body on the same line after a full stop',
    ['一、', '二、', '三、', '四、'],
    ['一、', '二、', '三、', '四、'],
    '。',
  ),
  habit(
    'body on the same line after a blank',
    ['一、', '二、', '三、', '四、'],
    ['一、', '二、', '三、', '四、'],
    ' ',
  ),
  habit('body on the same line after a colon', ['1.', '2.', '3.', '4.'], ['1.', '2.', '3.', '4.'], '：'),
  {
    name: 'no numbers, headings alone on their lines',
    text: report([...titles] as Titles),
    sections: four,
    outline: ['1 ', '1 ', '1 ', '1 '],
  },
  {
    name: 'no numbers, labels with colons',
    text: report(['工作开展情况', '存在不足', '原因分析', '努力方向'], '：'),
    sections: four,
  },
  {
    name: 'headings in 【】',
    text: report(['【工作回顾】', '【问题和不足】', '【根源剖析】', '【下步打算】']),
    sections: four,
  },
  {
    name: 'all in one paragraph without line breaks',
    text: `现将有关情况报告如下：${numbered(['一、', '二、', '三、', '四、'])
      .map((heading, index) => `${heading}。${[doing, lacking, why, next][index]}`)
      .join('')}`,
    sections: four,
    outline: ['1 一、', '1 二、', '1 三、', '1 四、'],
  },
  {
    name: 'a number skipped and a number repeated',
    text: report(numbered(['一、', '二、', '二、', '五、'])),
    sections: four,
    outline: ['1 一、', '1 二、', '1 二、', '1 五、'],
  },
];
