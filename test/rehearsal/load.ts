import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '@testing/http/api-client';
import { goodContent } from '@testing/reports/report-text';
import type { Client } from 'pg';

/** One person's report, and what the server said that it has done with it. */
interface Work {
  person: ApiClient;
  report: string;
  acknowledged: { submitted: number; withdrawn: number; attached: number };
  /** What was saved last. */
  text: string | null;
}

/** One attachment on every so many rounds; a report takes twenty. */
const attachEvery = 4;
const mostAttached = 15;
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000, '党建')]);

/**
 * People who write, attach, submit and withdraw without a pause. What fails is asked again with its key until it is
 * answered, as the page does it.
 */
export class Load {
  requests = 0;
  /** Answers that nobody should have seen, unless the database is away. */
  failed: string[] = [];
  private readonly works: Work[];
  private running: Promise<unknown> | undefined;
  private over = false;
  /** While the database is away a refusal is the right answer. */
  excused = false;
  refused = 0;

  constructor(people: Map<string, ApiClient>, reports: Map<string, string>) {
    this.works = [...reports].flatMap(([code, report]) => {
      const person = people.get(code);
      const acknowledged = { submitted: 0, withdrawn: 0, attached: 0 };
      return person ? [{ person, report, acknowledged, text: null }] : [];
    });
  }

  get acknowledged(): number {
    return this.works.reduce(
      (sum, { acknowledged: { submitted, withdrawn, attached } }) => sum + submitted + withdrawn + attached,
      0,
    );
  }

  start(): void {
    this.over = false;
    this.running = Promise.all(this.works.map((work) => this.work(work)));
  }

  /** Waits until everybody has the answer to what they asked last. */
  async stop(): Promise<void> {
    this.over = true;
    await this.running;
  }

  /** Every acknowledged act that the database does not have, or has twice. */
  async lost(database: Client): Promise<string[]> {
    const lost: string[] = [];
    for (const { report, acknowledged, text } of this.works) {
      const { rows } = await database.query<{
        submitted: number;
        withdrawn: number;
        attached: number;
        text: string;
      }>(kept, [report]);
      const [row] = rows;
      const { submitted, withdrawn, attached } = acknowledged;
      if (row?.submitted !== submitted) lost.push(`${report}: ${row?.submitted} of ${submitted} submissions`);
      if (row?.withdrawn !== withdrawn) lost.push(`${report}: ${row?.withdrawn} of ${withdrawn} withdrawals`);
      if (row?.attached !== attached) lost.push(`${report}: ${row?.attached} of ${attached} attachments`);
      if (text !== null && !row?.text?.includes(text)) lost.push(`${report}: the text ${text}`);
    }
    return lost;
  }

  private async work(work: Work): Promise<void> {
    const { acknowledged, report } = work;
    for (let round = 0; !this.over; round += 1) {
      await this.save(work, `第${randomUUID()}稿`);
      if (round % attachEvery === 0 && acknowledged.attached < mostAttached) {
        await this.post(work, `/reports/${report}/attachments`, attachment);
        acknowledged.attached += 1;
      }
      await this.post(work, `/reports/${report}/submit`, () => ({}));
      acknowledged.submitted += 1;
      await this.post(work, `/reports/${report}/withdraw`, () => ({}));
      acknowledged.withdrawn += 1;
    }
  }

  private async save(work: Work, text: string): Promise<void> {
    const { person, report } = work;
    for (;;) {
      const seen = await this.ask(() => person.get<{ version: number }>(`/reports/${report}`));
      const headers = { 'if-match': `"${seen.version}"` };
      const content = goodContent(text);
      const saved = await this.ask(
        () => person.put(`/reports/${report}/content`, content, { headers }),
        [412],
      );
      // Its first try may have been saved although its answer was lost.
      if (saved.code === undefined) break;
    }
    work.text = text;
  }

  private async post({ person }: Work, path: string, body: () => unknown): Promise<void> {
    const headers = { 'idempotency-key': randomUUID() };
    await this.ask(() => person.post(path, body(), { headers }));
  }

  private async ask<Body extends object>(
    send: () => Promise<{ status: number; body: Body }>,
    alsoRight: number[] = [],
  ): Promise<Body & { code?: string }> {
    for (;;) {
      this.requests += 1;
      const answer = await send().catch((error: NodeJS.ErrnoException) => error);
      if (!(answer instanceof Error) && (answer.status < 300 || alsoRight.includes(answer.status)))
        return answer.body;
      const said =
        answer instanceof Error ? String(answer.code) : `${answer.status} ${JSON.stringify(answer.body)}`;
      if (this.excused && !(answer instanceof Error)) this.refused += 1;
      else this.failed.push(said);
      await delay(200);
    }
  }
}

function attachment(): FormData {
  const form = new FormData();
  form.append('file', new Blob([pdf], { type: 'application/pdf' }), '佐证材料.pdf');
  return form;
}

const kept = `
  SELECT (SELECT count(*)::int FROM event WHERE report_id = $1 AND type = 'report.submitted') AS submitted,
         (SELECT count(*)::int FROM event WHERE report_id = $1 AND type = 'report.withdrawn') AS withdrawn,
         (SELECT count(*)::int FROM attachment WHERE report_id = $1) AS attached,
         (SELECT content::text FROM report_draft WHERE report_id = $1) AS text`;
