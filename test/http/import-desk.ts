import type { ApiAnswer, ApiHarness } from '@testing/http';
import { type OpenedCycle, openCycle, ReportDriver } from '@testing/reports';

export interface Proposal {
  sections: { key: string; heading: string; body: string; spans: [number, number][] }[];
  indicators: { key: string | null; value: number; quote: string; offset: number }[];
  problems: { problem: string }[];
  unplaced: { text: string; spans: [number, number][] }[];
  dropped: { text: string; spans: [number, number][]; reason: string }[];
  outline: { level: number; marker: string; text: string; offset: number }[];
  findings: { rule: string; severity: string; quote?: string; message: string }[];
  losses: { code: string; reason: string; count: number; text: string }[];
  version?: number;
  code?: string;
  errors?: { pointer: string }[];
}

export const work =
  '支部围绕年度任务清单开展主题党日12次、支部党员大会6次，书记讲党课5次，每次都有记录、有讨论、有落实，家长反映较好。';
export const issues =
  '理论学习安排得不够紧凑，个别党员发言准备不充分，研讨时照着材料念，联系实际少，效果打了折扣。';
export const causes =
  '对学习的长期性认识不足，平时工作头绪多时容易把学习往后放，检查督促也没有跟上，缺少硬性的要求。';
export const plan =
  '下一年每月排定学习主题和领学人，提前一周发放材料，学后由支委点评，年底前把全部记录归档备查。';
export const whole = [
  '第三小学党支部2025年度工作总结',
  `一、主要工作完成情况\n${work}`,
  `二、存在的问题\n${issues}`,
  `三、原因剖析\n${causes}`,
  `四、下一步工作打算\n${plan}`,
].join('\n');

/** Reports to import into, and the two ways of doing it. Call inside a `describe`. */
export function importDesk(api: ApiHarness) {
  let cycle: OpenedCycle;
  let units = 0;

  beforeAll(async () => {
    cycle = await openCycle(api);
  });

  /** A report of its own for each test. */
  function next(): { unit: string; report: ReportDriver; path: string } {
    const unit = [...cycle.reports.keys()].sort()[units] ?? '';
    units += 1;
    const report = new ReportDriver(api, cycle.reports.get(unit) ?? '');
    return { unit, report, path: `/reports/${report.id}/import` };
  }

  const paste = async (unit: string, path: string, text: string, version?: number) =>
    (await api.as(`${unit}.reporter`)).post<Proposal>(
      path,
      { text },
      {
        headers: version === undefined ? {} : { 'if-match': `"${version}"` },
      },
    );

  async function upload(
    unit: string,
    path: string,
    name: string,
    bytes: Buffer,
  ): Promise<ApiAnswer<Proposal>> {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    return (await api.as(`${unit}.reporter`)).send<Proposal>('POST', path, form);
  }

  const contentOf = async (report: ReportDriver, unit: string) => (await report.get(`${unit}.reporter`)).body;

  return {
    next,
    paste,
    upload,
    contentOf,
    /** Where `sf0101` imports. */
    path: () => `/reports/${cycle.reports.get('sf0101')}/import`,
  };
}
