import type { ImportSample } from './sample';

/** Reports that mix habits, or whose parts have no heading of their own. */
export const mixedSamples: ImportSample[] = [
  {
    name: 'one heading for shortcomings and plans, last year’s problems solved are work',
    text: `中共某镇初级中学总支部委员会
2025年度党建工作述职报告
（2025年12月20日）
按照会议安排，现将一年来的工作情况述职如下。
一、履行党建责任的主要做法和成效
（一）压实责任。召开支部党员大会12次、支委会14次、党小组会24次，上党课6次。
（二）建强队伍。转正3名，收到入党申请书8份，确定入党积极分子5名、发展对象3名。
二、上年度述职评议问题整改情况
上年度指出的问题已全部整改，制定整改措施12条，完成率100%。
三、存在的不足和今后努力方向
对照要求还有差距：一是学习不深。二是创新不够。
今后，我将进一步抓好学习，抓实创新，力争培育2个以上特色品牌。
以上报告，请予审议。`,
    sections: [
      ['work', '（一）压实责任'],
      ['issues', '对照要求'],
      ['plan', '今后，我将'],
    ],
    indicators: {
      member_meetings: 12,
      branch_meetings: 14,
      lectures: 6,
      full_members: 3,
      applications: 8,
      activists: 5,
      measures_total: 12,
    },
    others: ['24次', '3名', '100%', '2个'],
  },
  {
    name: 'a summary and a plan as two parts',
    text: `某校党支部2025年总结及2026年计划
第一部分  2025年工作总结
一、强化理论武装
全年开展集中学习24次，每月25日开展主题党日活动，全年累计13次。
二、存在的问题
1．学习深度不够；
2．双培养成效不明显。
第二部分  2026年工作计划
一、持续加强学习
开展主题党日12次，书记讲党课4次。
二、推进双培养
结对5对。`,
    sections: [
      ['work', '一、强化理论'],
      ['issues', '1．学习深度'],
      ['plan', '一、持续加强'],
    ],
    outline: ['1 第一部分', '2 一、', '2 二、', '3 1．', '3 2．', '1 第二部分', '2 一、', '2 二、'],
    indicators: { theme_days: 13 },
  },
  {
    name: 'a speech without headings, signed and dated',
    text: `各位领导：
　　今年以来，我园党支部扎实开展工作。一是抓学习，组织学习20次；二是抓队伍，党员带头上示范课18节；三是抓服务，走访家庭32户。
　　存在的主要问题是：学习还不够深入，品牌还不够响亮。
　　下一步，我们将从三方面努力：一要深学；二要实干；三要创新。
　　　　　　　　　　某某幼儿园党支部
　　　　　　　　　　二〇二五年十二月五日`,
    sections: [
      ['work', '今年以来'],
      ['issues', '学习还不够'],
      ['plan', '下一步'],
    ],
    indicators: { demo_lessons: 18 },
  },
  {
    name: 'numbered titles of two short reports',
    text: `书记述职报告1
一、工作回顾
(1)、抓好学习。2)抓好活动。
主题党日  12  次。
二、存在不足
①学习不够；②创新不足。
三、整改方向
①加强学习；②大胆创新。
书记述职报告2
一、主要做法
抓学习、抓队伍。
二、下步打算
继续努力。`,
    sections: [
      ['work', '(1)、抓好'],
      ['issues', '①学习不够'],
      ['plan', '①加强学习'],
      ['work', '抓学习'],
      ['plan', '继续努力'],
    ],
    reports: 2,
    problems: [
      ['学习不够', undefined, '加强学习'],
      ['创新不足', undefined, '大胆创新'],
    ],
    indicators: { theme_days: 12 },
  },
  {
    name: 'attachments with tables behind the report',
    text: `某小学党支部年度工作总结
一、主要工作完成情况
全年开展主题党日11次，各项工作有序推进。
二、存在的问题
（一）资料收集不够及时。
三、下一步工作打算
（一）按月收集资料，专人负责。
附件1　主要指标
指标\t数值\t单位
主题党日\t12\t次
书记党课\t5\t次
附件2　问题清单
序号\t问题\t原因\t措施\t责任人\t完成时限
1\t资料收集滞后\t分工不清\t专人负责\t陈慧\t2026-03-31
附件3　活动照片说明
照片由各班提供。`,
    sections: [
      ['work', '全年开展'],
      ['issues', '（一）资料'],
      ['plan', '（一）按月'],
    ],
    indicators: { theme_days: 12, lectures: 5 },
    problems: [['资料收集滞后', '分工不清', '专人负责']],
    dropped: ['read_table'],
  },
  {
    name: 'plain prose that is no report stays unplaced',
    text: '各位家长：\n周五下午两点召开家长会，请准时参加，并带好孩子的作业本。',
    sections: [],
    reports: 0,
  },
];
