import type { ReportContent } from '@domain/review';
import type { ApiAnswer } from '@testing/http/api-client';
import type { DemoProduct } from './demo-product';

/** A step of the script went otherwise than it should; what is printed says which. */
export class DemoFailure extends Error {
  override name = 'DemoFailure';
}

export interface ReportView {
  id: string;
  version: number;
  revision: number;
  state: string;
  late: boolean;
  grade: string | null;
  tier: string;
  org: { code: string; name: string };
  content: ReportContent | null;
  allowedActions: string[];
}

interface Run {
  state: string;
  sources: { done: number; total: number };
}

type Body = Record<string, unknown>;

/** What people do at their desks, each over HTTP and each with the answer that it must get. */
export class DemoDesk {
  private readonly ids = new Map<string, string>();
  /** How many requests were answered as they should be. */
  passed = 0;

  constructor(
    private readonly product: DemoProduct,
    private readonly cycle: string,
  ) {}

  /** Any request; throws unless the status, and the problem's code where one is named, are as expected. */
  async ask<Answer = Body>(
    who: string,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body: unknown,
    expected: number | string = 200,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer<Answer>> {
    const client = await this.product.as(who);
    const answer = await client.send<Answer>(method, path, body, { headers });
    const { code } = answer.body as { code?: string };
    const fits = typeof expected === 'number' ? answer.status === expected : code === expected;
    if (!fits) {
      const got = `${answer.status} ${JSON.stringify(answer.body).slice(0, 600)}`;
      throw new DemoFailure(`${who}  ${method} ${path}\n  应为 expected ${expected}，实为 got ${got}`);
    }
    this.passed += 1;
    return answer;
  }

  /** Remembers which report each unit owes. */
  async findReports(who: string): Promise<ReportView[]> {
    const path = `/reports?cycle=${this.cycle}&pageSize=100`;
    const { body } = await this.ask<{ items: ReportView[] }>(who, 'GET', path, undefined);
    for (const report of body.items) this.ids.set(report.org.code, report.id);
    return body.items;
  }

  async report(unit: string, who: string): Promise<ReportView> {
    return (await this.ask<ReportView>(who, 'GET', `/reports/${this.id(unit)}`, undefined)).body;
  }

  /** The reporter saves the whole content, on the version just read. */
  async write(unit: string, content: ReportContent): Promise<void> {
    const who = `${unit}.reporter`;
    const { version } = await this.report(unit, who);
    const sent = {
      ...content,
      problems: content.problems.map(({ id, ...problem }) => (id ? { id, ...problem } : problem)),
    };
    await this.ask(who, 'PUT', `/reports/${this.id(unit)}/content`, sent, 200, {
      'if-match': `"${version}"`,
    });
  }

  submit(unit: string, expected?: number | string) {
    return this.act(`${unit}.secretary`, unit, 'submit', {}, expected);
  }

  /** A transition that names no revision. */
  act(who: string, unit: string, action: string, body: Body = {}, expected: number | string = 200) {
    return this.ask<ReportView>(who, 'POST', `/reports/${this.id(unit)}/${action}`, body, expected);
  }

  /** A decision about the revision that the decider sees. */
  async decide(
    who: string,
    unit: string,
    action: 'approve' | 'return',
    body: Body = {},
    expected: number | string = 200,
  ) {
    const { revision } = await this.report(unit, who);
    return this.act(who, unit, action, { revision, ...body }, expected);
  }

  /** Lets a worker compile, and follows the run to its end. Answers how many reports it read. */
  async compileLater(unit: string): Promise<number> {
    const who = `${unit}.reporter`;
    const path = `/reports/${this.id(unit)}/compile`;
    const prefer = { prefer: 'respond-async' };
    const { headers } = await this.ask(who, 'POST', path, undefined, 202, prefer);
    const client = await this.product.as(who);
    const until = performance.now() + 60_000;
    for (;;) {
      const { body } = await client.get<Run>(headers.get('location') ?? '');
      if (body.state === 'done') return body.sources.done;
      if (body.state === 'failed' || performance.now() > until)
        throw new DemoFailure(`${unit} 汇编没有完成 not compiled: ${JSON.stringify(body)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  id(unit: string): string {
    const id = this.ids.get(unit);
    if (!id) throw new DemoFailure(`${unit} owes no report in ${this.cycle}.`);
    return id;
  }
}
