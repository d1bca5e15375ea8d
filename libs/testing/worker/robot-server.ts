import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Post {
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** Answers like the group robots of WeCom and DingTalk, and keeps what was posted. */
export class RobotServer {
  readonly posts: Post[] = [];
  /** What it answers; `hang_up` takes the post and cuts the line without a word. */
  answer: { errcode: number; errmsg: string } | 'hang_up' = { errcode: 0, errmsg: 'ok' };
  private readonly server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (data: Buffer) => {
      text += data.toString('utf8');
    });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://robot');
      this.posts.push({ path: url.pathname, query: url.searchParams, body: JSON.parse(text) });
      if (this.answer === 'hang_up') request.socket.destroy();
      else response.setHeader('content-type', 'application/json').end(JSON.stringify(this.answer));
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
