import type { ImportSample } from './sample';

const body = `一、主要工作完成情况
支部通过学校微信公众号推送学习心得，首页设专栏，点击量稳步上升，老师们很喜欢这种形式。
二、下一步打算
继续办好专栏，阅读经典著作12部，欢迎家长参与。`;
const sections: ImportSample['sections'] = [
  ['work', '支部通过学校微信'],
  ['plan', '继续办好专栏'],
];

/** Reports with the furniture of the pages they were copied from. */
export const clutterSamples: ImportSample[] = [
  {
    name: 'breadcrumbs, dates and promotion in front, recommendations behind',
    text: `欢迎访问某某文库
您的位置：首页 > 总结 > 党建总结
支部工作总结（精选3篇）
更新时间：2025-06-01 08:00:00 浏览次数：1203
以下是小编整理的支部工作总结，仅供参考，欢迎大家阅读。
${body}
推荐阅读：
• 支部书记述职报告
• 党建工作计划
上一篇：学校党建工作要点
下一篇：没有了`,
    sections,
    dropped: ['collection_title', 'navigation', 'promotion', 'publication', 'related'],
  },
  {
    name: 'footer lines of a portal',
    text: `首页 | 新闻 | 公告 | 下载
来源：某区教育网 作者：佚名
【字体：大 中 小】
${body}
责任编辑：小李
[打印] [关闭]
版权所有：某某网 京ICP备00000000号
https://www.example.com/article/1`,
    sections,
    dropped: ['navigation', 'promotion', 'publication'],
  },
  {
    name: 'an abstract of the page repeated behind the text',
    text: `${body}
支部工作总结一、主要工作完成情况支部通过学校微信公众号推送学习心得，首页设专栏，点击量稳步上升，老师们很
推荐度：
点击下载文档
文档为doc格式`,
    sections,
    dropped: ['related', 'repetition'],
  },
  {
    name: 'a labelled table of contents with page numbers',
    text: `目　录
一、主要工作完成情况……………………1
二、下一步打算……………………3
${body}`,
    sections,
    dropped: ['contents'],
  },
  {
    name: 'rules and dashes between parts',
    text: `----------\n${body}\n==========\n|`,
    sections,
    dropped: ['ornament'],
  },
];
