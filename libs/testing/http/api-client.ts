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
    const response = await fetch(`${this.address}/api/v1${path}`, {
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
    });
    const body = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, body };
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

  /** Any method; a string body is sent as it stands, anything else as JSON. */
  async send<Body>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<ApiAnswer<Body>> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${this.address}${path.startsWith('/api') ? path : `/api/v1${path}`}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body !== undefined && !isForm ? { 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      body: body === undefined ? undefined : isForm || typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (json && text ? JSON.parse(text) : text) as Body,
    };
  }
}
