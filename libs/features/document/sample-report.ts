import type { ReportDocument } from './report-document';

const paragraph =
  '一年来，支部坚持把理论学习摆在首位，组织党员逐章研读党章党规，围绕“怎样把课堂教好、把学生带好”开展交流，' +
  '形成学习笔记46篇；全年召开支部委员会会议13次、党员大会4次，书记讲党课5次，其中到年级组宣讲2次。';

/** A report of ordinary length with every kind of heading, for specs and benchmarks. */
export function sampleReport(paragraphs = 6): ReportDocument {
  const body = Array.from({ length: paragraphs }, (_, index) =>
    [
      `（${'一二三四五六七八九'.charAt(index % 9)}）抓实组织生活。${paragraph}`,
      '1.规范程序',
      paragraph,
      '（1）建立台账。每月核对一次，缺项当月补齐。',
      '一是明确分工，二是按月通报，三是年终评议。',
    ].join('\n'),
  ).join('\n');
  return {
    title: '示范区青禾小学党支部2025年度工作总结',
    orgName: '中共示范区青禾小学支部委员会',
    dateText: '2025年12月8日',
    period: '2025年度',
    sections: [
      { key: 'work', title: '主要工作完成情况', body },
      {
        key: 'issues',
        title: '存在的问题',
        body: `（一）学用结合不够\n${paragraph}\n（二）载体不多\n${paragraph}`,
      },
      { key: 'outlook', title: '展望', body: '' },
      { key: 'plan', title: '下一步工作打算', body: paragraph },
    ],
    indicators: [
      { name: '主题党日', unit: '次', value: 12 },
      { name: '书记党课', unit: '次', value: 5 },
      { name: '阵地建设投入', unit: '万元', value: '3.65' },
      { name: '入党申请书', unit: '份', value: null },
    ],
    problems: [
      {
        problem: '理论学习与教学研究结合得不紧，少数党员满足于完成笔记。',
        cause: '学习计划由支部统一制定，没有听取年级组意见。',
        measure: '每月安排一次由年级组承办的学习，学习题目从教学难题中选。',
        leader: '周敏',
        unit: '青禾小学党支部',
        person: '陆一帆',
        dueOn: '2026-03-31',
      },
      { problem: '阵地偏旧。', measure: '暑假翻新。' },
    ],
  };
}
