import { Agent, type IncomingMessage, request } from 'node:http';

/** What came back; `body` is parsed where it is JSON and a string otherwise. */
export interface ApiAnswer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface RequestOptions {
  headers?: Record<string, string>;
}

/** Speaks to the API over HTTP as one person, by a personal access token, or as nobody. */
export class ApiClient {
  constructor(
    readonly address: string,
    private readonly token: string | null = null,
  ) {}

  get<Body = Record<string, unknown>>(path: string, options?: RequestOptions): Promise<ApiAnswer<Body>> {
    return this.send<Body>('GET', path, undefined, options);
  }

  /** A file, as its bytes. */
  async download(path: string): Promise<ApiAnswer<Buffer>> {
    return exchange(new URL(`/api/v1${path}`, this.address), {
      method: 'GET',
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
    });
  }

  post<Body = Record<string, unknown>>(
    path: string,
    body: unknown = {},
    options?: RequestOptions,
  ): Promise<ApiAnswer<Body>> {
    return this.send<Body>('POST', path, body, options);
  }

  put<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    options?: RequestOptions,
  ): Promise<ApiAnswer<Body>> {
    return this.send<Body>('PUT', path, body, options);
  }

  patch<Body = Record<string, unknown>>(
    path: string,
    body: unknown,
    options?: RequestOptions,
  ): Promise<ApiAnswer<Body>> {
    return this.send<Body>('PATCH', path, body, options);
  }

  delete<Body = Record<string, unknown>>(path: string, options?: RequestOptions): Promise<ApiAnswer<Body>> {
    return this.send<Body>('DELETE', path, undefined, options);
  }

  /** Any method; a string or bytes are sent as they stand, anything else as JSON. */
  async send<Body>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<ApiAnswer<Body>> {
    const form = body instanceof FormData ? new Response(body) : undefined;
    const sent = form
      ? Buffer.from(await form.arrayBuffer())
      : body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
        ? body
        : JSON.stringify(body);
    const response = await exchange(
      new URL(path.startsWith('/api') ? path : `/api/v1${path}`, this.address),
      {
        method,
        headers: {
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
          ...(sent === undefined ? {} : { 'content-length': String(Buffer.byteLength(sent)) }),
          ...(form ? { 'content-type': form.headers.get('content-type') ?? '' } : {}),
          ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
          ...options.headers,
        },
        body: sent,
      },
    );
    const text = response.body.toString('utf8');
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : text) as Body,
    };
  }
}

/** Sockets go before the server would close them: one that closes under a request fails it. */
const agent = new Agent({ keepAlive: true, timeout: 5_000 });

interface Sent {
  method: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

/** One request. Several times cheaper than `fetch`, and the tests make tens of thousands. */
function exchange(url: URL, sent: Sent): Promise<{ status: number; headers: Headers; body: Buffer }> {
  return new Promise((answered, failed) => {
    const asked = request(url, { agent, method: sent.method, headers: sent.headers });
    asked.on('error', failed);
    asked.once('response', (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', failed);
      response.once('end', () => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(response.headers))
          for (const each of [value ?? []].flat()) headers.append(name, each);
        answered({ status: response.statusCode ?? 0, headers, body: Buffer.concat(parts) });
      });
    });
    asked.end(sent.body);
  });
}
