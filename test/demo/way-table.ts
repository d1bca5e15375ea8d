import type { DemoDesk, ReportView } from './demo-desk';

interface EventView {
  type: string;
  actor: { name: string };
  onBehalfOf?: { name: string } | null;
  at: string;
  step?: number | null;
}

const words: Record<string, string> = {
  'report.started': '填报',
  'report.submitted': '报送',
  'report.withdrawn': '撤回',
  'report.returned': '退回',
  'report.approved': '通过',
  'report.published': '公开',
  'report.extended': '延期',
  'report.extension_requested': '申请延期',
  'report.extension_granted': '准予延期',
  'report.recused': '回避',
};
const states: Record<string, string> = { approved: '已审定', published: '已公开' };

/** One row per report: the way it went, with the day of each event, and how it ended. */
export async function wayTable(desk: DemoDesk, reports: ReportView[], who: string): Promise<string[][]> {
  const rows = [['单位', '名称', '版本', '迟报', '等次', '状态', '经过']];
  for (const listed of reports) {
    const report = await desk.report(listed.org.code, who);
    const { body } = await desk.ask<{ items?: EventView[] } | EventView[]>(
      who,
      'GET',
      `/reports/${report.id}/events?pageSize=200`,
      undefined,
    );
    const events = Array.isArray(body) ? body : (body.items ?? []);
    rows.push([
      report.org.code,
      report.org.name,
      String(report.revision),
      report.late ? '迟' : '',
      report.grade ?? '',
      states[report.state] ?? report.state,
      events.map(step).join(' → '),
    ]);
  }
  return rows;
}

function step(event: EventView): string {
  const day = new Date(Date.parse(event.at) + 8 * 3_600_000).toISOString().slice(5, 10);
  return `${words[event.type] ?? event.type.replace('report.', '')}${event.onBehalfOf ? '(代)' : ''} ${day}`;
}
