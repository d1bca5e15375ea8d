import type { ProblemCatalogue } from './problem-definition';

/** Problems of documents that go out (design 1.8). */
export const documentProblems = {
  export_empty: {
    status: 422,
    title: '没有可导出的报告',
    detail: '所选范围内还没有您可以查看的已报送报告。',
    english: 'Nothing that was handed in and that you may read lies in this range.',
  },
  export_too_large: {
    status: 422,
    title: '导出范围过大',
    detail: '一次最多导出{limit}份报告，请缩小范围后分次导出。',
    english: 'At most {limit} reports go into one archive; choose a smaller range.',
  },
  exports_pending: {
    status: 409,
    title: '已有导出任务在进行',
    detail: '同时最多进行{limit}个导出任务，请等待完成后再试。',
    english: 'At most {limit} archives are made at a time for one person; wait for them.',
  },
  export_not_ready: {
    status: 409,
    title: '导出尚未完成',
    detail: '文件生成后即可下载。',
    english: 'The archive is not ready.',
  },
} as const satisfies ProblemCatalogue;
