import type { ApiAnswer, ApiHarness } from '../http';
import { goodContent, type SentContent } from './report-text';

/** What tests look at of a report's representation. */
export interface SeenReport {
  id: string;
  version: number;
  state: string;
  late: boolean;
  revision: number;
  dueAt: string;
  step: {
    index: number;
    of: number;
    org: { code: string };
    flag: string | null;
    reservedFor: string | null;
    dueAt: string;
  } | null;
  route: { index: number; org: { code: string }; role: string; status: string }[];
  waitingOn: { who: { id: string; name: string }[]; since: string } | null;
  returned: {
    revision: number;
    note: string;
    scope: Record<string, string[]> | null;
    resume: string;
    dueAt: string;
    by: { name: string };
  } | null;
  nil: { reason: string } | null;
  grade: string | null;
  firstSubmittedAt: string | null;
  extension: { id: string; state: string; until: string | null } | null;
  edition: { number: string } | null;
  allowedActions: string[];
  content: {
    sections: { key: string; body: string }[];
    indicators: Record<string, number>;
    problems: { id: string; problem: string }[];
    unplaced: string;
  } | null;
  warnings?: { code: string }[];
  code?: string;
  errors?: { pointer: string; code: string }[];
  [more: string]: unknown;
}

export type Answered = ApiAnswer<SeenReport & { code: string }>;

/** Drives one report over HTTP, each step by the person who is named. */
export class ReportDriver {
  constructor(
    readonly api: ApiHarness,
    readonly id: string,
  ) {}

  async get(username: string): Promise<Answered> {
    return (await this.api.as(username)).get(`/reports/${this.id}`);
  }

  /** Sends an action; answers whatever came. */
  async try(
    username: string,
    action: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answered> {
    return (await this.api.as(username)).post(`/reports/${this.id}/${action}`, body, { headers });
  }

  /** Sends an action that must be accepted. @throws Error with the problem where it was not */
  async act(username: string, action: string, body: unknown = {}): Promise<SeenReport> {
    const answer = await this.try(username, action, body);
    if (answer.status !== 200)
      throw new Error(`${action} by ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async trySave(username: string, content: SentContent, version: number | undefined): Promise<Answered> {
    return (await this.api.as(username)).put(`/reports/${this.id}/content`, content, {
      headers: version === undefined ? {} : { 'if-match': `"${version}"` },
    });
  }

  /** Saves at the version as it stands. @throws Error where it was refused */
  async save(username: string, content: SentContent = goodContent()): Promise<SeenReport> {
    const { body } = await this.get(username);
    const answer = await this.trySave(username, content, body.version);
    if (answer.status !== 200)
      throw new Error(`save by ${username}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Writes and submits as the unit's own people. */
  async handIn(unit: string, content: SentContent = goodContent()): Promise<SeenReport> {
    await this.save(`${unit}.reporter`, content);
    return this.act(`${unit}.secretary`, 'submit');
  }

  async events(username = 'sf.observer'): Promise<
    {
      sequence: number;
      type: string;
      from: string;
      to: string;
      step: number | null;
      actor: { id: string | null; name: string };
      onBehalfOf: { name: string } | null;
    }[]
  > {
    const answer = await (await this.api.as(username)).get<{ items: never[] }>(
      `/reports/${this.id}/events?pageSize=200`,
    );
    return answer.body.items;
  }
}
