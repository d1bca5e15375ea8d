import type { ItemAnswer } from '@features/ledger';
import type { ApiAnswer, ApiHarness } from '@testing/http';

export type ItemBody = Omit<ItemAnswer, 'updatedAt'> & { code?: string; errors?: { pointer: string }[] };

/** One item of the rectification ledger, acted on over HTTP by whoever is named. */
export class ItemDriver {
  constructor(
    private readonly api: ApiHarness,
    readonly id: string,
  ) {}

  /** Enters an item. @throws Error where it is refused */
  static async enter(
    api: ApiHarness,
    who: string,
    body: { org: string; problem?: string; dueOn?: string } & Record<string, unknown>,
  ): Promise<ItemDriver> {
    const made = await (await api.as(who)).post<ItemBody>('/rectifications', {
      problem: '党员教育形式单一，年轻党员参与不足。',
      dueOn: '2026-06-30',
      source: 'inspection',
      ...body,
    });
    if (made.status !== 201) throw new Error(`Not entered: ${JSON.stringify(made.body)}`);
    return new ItemDriver(api, made.body.id);
  }

  async get(who = 'sf.admin'): Promise<ItemBody> {
    const { status, body } = await (await this.api.as(who)).get<ItemBody>(`/rectifications/${this.id}`);
    if (status !== 200) throw new Error(`Not shown to ${who}: ${JSON.stringify(body)}`);
    return body;
  }

  async try(
    who: string,
    action: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<ItemBody>> {
    return (await this.api.as(who)).post<ItemBody>(`/rectifications/${this.id}/${action}`, body, { headers });
  }

  /** @throws Error where it is refused */
  async act(who: string, action: string, body: object = {}): Promise<ItemBody> {
    const answer = await this.try(who, action, body);
    if (answer.status !== 200)
      throw new Error(`${action} by ${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async events(): Promise<Array<{ type: string; data: Record<string, unknown>; note: string | null }>> {
    const { body } = await (await this.api.as('sf.admin')).get<{
      items: Array<{ type: string; data: Record<string, unknown>; note: string | null }>;
    }>(`/rectifications/${this.id}/events?pageSize=200`);
    return body.items;
  }

  /** Claimed with one measure, which is ticked, and handed in for verification. */
  async handIn(
    unit: string,
    { dueOn, term = 'limited' }: { dueOn?: string; term?: string } = {},
  ): Promise<ItemBody> {
    const item = await this.get();
    const claimed =
      item.state === 'assigned'
        ? await this.act(`${unit}.secretary`, 'claim', {
            term,
            measures: [{ text: '每月组织一次青年党员学习沙龙', person: '李明', dueOn: dueOn ?? item.dueOn }],
          })
        : item;
    const open = claimed.measures.filter(({ state }) => state === 'open').map(({ id }) => id);
    const month = this.api.clock.now().toISOString().slice(0, 7);
    await this.act(`${unit}.reporter`, 'progress', { month, text: '已组织学习沙龙。', done: open });
    return this.act(`${unit}.secretary`, 'close', { result: '每月一次，参与率达到九成。' });
  }

  async verify(who: string, more: object = {}): Promise<ItemBody> {
    const { version } = await this.get();
    return this.act(who, 'verify', { version, method: 'documents', note: '查阅了活动记录。', ...more });
  }
}
