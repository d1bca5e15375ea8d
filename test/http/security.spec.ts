import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Logger, type LoggerService } from '@nestjs/common';
import { apiHarness } from '@testing/http';
import { testPassword } from '@testing/organisation';

const json = { 'content-type': 'application/json' };

describe('what every answer carries', () => {
  const api = apiHarness();

  it('lets no script run but our own, no page frame it, and no browser keep it', async () => {
    for (const path of ['/', '/api/health/live', '/api/v1/auth/me', '/api/nowhere', '/api/docs']) {
      const { headers } = await fetch(api.anonymous.address + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/script-src 'self';/);
      expect(policy).toMatch(/object-src 'none'/);
      expect(policy).toMatch(/base-uri 'none'/);
      expect(policy).toMatch(/frame-ancestors 'none'/);
      expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('content-type')).toMatch(/charset=utf-8/);
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  it('is a problem under the same policy where the router cannot read the address', async () => {
    for (const [address, status, code] of [
      ['/reports/%', 400, 'malformed'],
      ['/reports/%E0%A4%A', 400, 'malformed'],
      [`/reports/${'a'.repeat(300)}/comments`, 404, 'not_found'],
    ] as const) {
      const answer = await api.anonymous.post(address);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(JSON.stringify(answer.body)).not.toContain('reports');
    }
  });

  it('says nothing of TLS where the product is reached without, and answers no TRACE', async () => {
    const { status, headers } = await fetch(`${api.anonymous.address}/api/health/live`);
    expect([status, headers.get('strict-transport-security')]).toEqual([200, null]);
    expect((await api.application.inject({ method: 'TRACE', url: '/api/v1/auth/me' })).statusCode).toBe(404);
  });

  it('keeps an event stream under the same policy', async () => {
    const answer = await (await api.as('sf.admin')).get('/stream');
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    expect(answer.headers.get('cache-control')).toMatch(/no-(cache|store)/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('behind TLS', () => {
  const api = apiHarness({ environment: { PUBLIC_URL: 'https://baoshen.example.cn' } });

  it('binds the cookie to this host and to TLS, and tells the browser to stay there', async () => {
    const answer = await api.anonymous.post('/auth/login', {
      username: 'sf0101.secretary',
      password: testPassword,
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-baoshen_session=[\w-]{43}; /);
    expect(cookie).toMatch(/Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Lax, /);
    expect(cookie).toMatch(
      /, __Host-baoshen_device=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect((await api.anonymous.get('/auth/me', { headers })).status).toBe(200);
    const unbound = { cookie: headers.cookie.replace('__Host-', '') };
    expect((await api.anonymous.get('/auth/me', { headers: unbound })).status).toBe(401);
  });
});

describe('a request that another site made a browser send', () => {
  const api = apiHarness();
  const signIn = async () => {
    const body = { username: 'sf01.reviewer', password: testPassword };
    const answer = await api.anonymous.post('/auth/login', body);
    return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  };

  it('gets no access token for the cookie it carries', async () => {
    const headers = { cookie: await signIn() };
    const forged = await api.anonymous.post('/auth/tokens', { name: 'forged' }, { headers });
    expect([forged.status, forged.body.code]).toEqual([403, 'csrf']);
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain'])(
    'signs nobody in by a form: %s',
    async (type) => {
      const form = `username=sf01.reviewer&password=${testPassword}`;
      const headers = { 'content-type': type };
      const answer = await api.anonymous.send<Record<string, string>>('POST', '/auth/login', form, {
        headers,
      });
      expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
    },
  );

  it('does not keep the former session open when its browser signs in again', async () => {
    const former = { cookie: await signIn() };
    const body = { username: 'sf01.reviewer', password: testPassword };
    expect((await api.anonymous.post('/auth/login', body, { headers: former })).status).toBe(200);
    expect((await api.anonymous.get('/auth/me', { headers: former })).status).toBe(401);
  });
});

describe('a session and what it sends', () => {
  const api = apiHarness();
  const hour = 3_600_000;

  it('ends by idleness and by age', async () => {
    const body = { username: 'sf02.reviewer', password: testPassword };
    const answer = await api.anonymous.post('/auth/login', body);
    const headers = { cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
    const later = async (hours: number) => {
      api.clock.advance(hours * hour);
      return (await api.anonymous.get('/auth/me', { headers })).status;
    };
    expect([await later(7.9), await later(7.9), await later(7.9), await later(0.4)]).toEqual([
      200, 200, 200, 401,
    ]);
    const other = await api.anonymous.post('/auth/login', body);
    headers.cookie = other.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect([await later(7.9), await later(8.1)]).toEqual([200, 401]);
  });

  it('refuses a parameter that is given twice', async () => {
    const admin = await api.as('sf.admin');
    for (const path of ['/users?page=1&page=2', '/users?search=a&search=b'])
      expect((await admin.get(path)).status).toBe(400);
  });
});

describe('the address that is counted', () => {
  const api = apiHarness({ environment: { TRUSTED_PROXIES: 1 } });
  const guess = (username: string, forwarded: string, password = 'guess') =>
    api.application.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      headers: { ...json, 'x-forwarded-for': forwarded },
      payload: { username, password },
    });
  const counted = async (address: string) => {
    const [row] = await api.database.query<{ failures: number }>(
      'SELECT failures FROM sign_in_throttle WHERE key = $1',
      [`address:${address}`],
    );
    return row?.failures;
  };

  it('is the one that the trusted proxy saw, whatever the client claims before it', async () => {
    await guess('nobody.a', '203.0.113.7');
    await guess('nobody.b', '198.51.100.1, 203.0.113.7');
    expect(await counted('203.0.113.7')).toBe(2);
    expect(await counted('198.51.100.1')).toBeUndefined();
  });

  it('is not forgiven its failures by one success: an own account buys no guesses at others', async () => {
    await guess('nobody.c', '203.0.113.8');
    await guess('nobody.d', '203.0.113.8');
    const own = await guess('sf0102.secretary', '203.0.113.8', testPassword);
    expect(own.statusCode).toBe(200);
    expect(await counted('203.0.113.8')).toBe(2);
  });
});

describe('what is written down', () => {
  const lines: string[] = [];
  const write = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
  const listener: LoggerService = { log: write, error: write, warn: write, debug: write, verbose: write };
  const api = apiHarness({ logger: listener });
  afterAll(() => Logger.overrideLogger(false));

  it('tells of sign-ins, refused ones too, and of refusals, without any secret', async () => {
    const { anonymous } = api;
    const bad = { username: 'typed-into-the-wrong-field', password: 'a wrong password' };
    await anonymous.post('/auth/login', bad);
    const good = await anonymous.post<Record<string, string>>('/auth/login', {
      username: 'sf0101.secretary',
      password: testPassword,
    });
    const cookie = good.headers.get('set-cookie')?.split(';')[0] ?? '';
    const headers = { cookie, 'x-csrf-token': String(good.body.csrfToken) };
    const keyed = { headers: { ...headers, 'idempotency-key': 'told-once' } };
    const issued = await anonymous.post<{ token: string }>('/auth/tokens', { name: 'script' }, keyed);
    const again = await anonymous.post('/auth/tokens', { name: 'script' }, keyed);
    // The same answer (design 1.4), which nobody reads in the database meanwhile: see `secrets` below.
    expect([issued.status, again.status, again.body]).toEqual([201, 201, issued.body]);
    expect((await anonymous.post('/users', {}, { headers: { cookie } })).status).toBe(403);
    const admin = await api.as('sf.admin');
    const reset = await admin.post<{ temporaryPassword: string }>(
      `/users/${api.organisation.users.get('sf0102.reporter')}/password-reset`,
      {},
      { headers: { 'idempotency-key': 'told-once-too' } },
    );
    const robot = await admin.post('/admin/robots', {
      org: 'sf',
      channel: 'dingtalk',
      name: '群',
      webhook: 'https://oapi.dingtalk.com/robot/send?access_token=robot-key-in-url',
      secret: 'robot-signing-secret',
      kinds: ['report.published'],
    });
    expect([reset.status, robot.status]).toEqual([200, 201]);
    const account = api.organisation.users.get('sf0101.secretary');
    const log = lines.join('\n');
    expect(log).toMatch(/refused: account unknown from 127\.0\.0\.1/);
    expect(log).toContain(`signed in: account ${account} from 127.0.0.1`);
    expect(log).toContain(`refused csrf: POST /api/v1/users, nobody from 127.0.0.1`);
    const secrets = [
      bad.username,
      bad.password,
      testPassword,
      cookie.split('=')[1],
      good.body.csrfToken,
      issued.body.token,
      reset.body.temporaryPassword,
      'robot-key-in-url',
      'robot-signing-secret',
    ];
    const kept = await api.database.query<{ text: string }>(
      `SELECT to_jsonb(t)::text AS text FROM audit_entry t UNION ALL SELECT to_jsonb(t)::text FROM event t
       UNION ALL SELECT to_jsonb(t)::text FROM job_owed t UNION ALL SELECT to_jsonb(t)::text FROM idempotency_key t`,
    );
    expect(kept.length).toBeGreaterThan(0);
    const written = [log, ...kept.map(({ text }) => text)].join('\n');
    for (const secret of secrets) {
      expect(secret?.length).toBeGreaterThan(8);
      expect(written).not.toContain(secret);
    }
  });

  it('tells the caller of a fault inside nothing but its number, which the log explains', async () => {
    lines.length = 0;
    await api.database.query('ALTER TABLE app_user RENAME COLUMN password_hash TO hidden_column');
    const answer = await api.anonymous.post('/auth/login', { username: 'sf.admin', password: testPassword });
    await api.database.query('ALTER TABLE app_user RENAME COLUMN hidden_column TO password_hash');
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(answer.body)).not.toMatch(/password_hash|SELECT|at \w+ \(|\.ts|\.js/);
    const incident = /[0-9a-f-]{36}/.exec(String(answer.body.detail))?.[0];
    expect(lines.join('\n')).toContain(`incident ${incident} on POST /api/v1/auth/login`);
  });

  it('says of a request that its sender left no word of the database, and counts it as no fault', async () => {
    lines.length = 0;
    const { port } = api.application.getHttpServer().address() as AddressInfo;
    const file = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc';
    const sent = [
      ['/api/v1/users', 'application/json', '{'],
      ['/api/v1/org-units/import', 'multipart/form-data; boundary=x', file],
    ] as const;
    const { token } = (
      await api.anonymous.post<{ token: string }>('/auth/tokens', {
        name: 'script',
        username: 'sf.admin',
        password: testPassword,
      })
    ).body;
    for (const [path, type, begun] of sent) {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      const arrives = once(api.application.getHttpServer(), 'request');
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n${begun}`,
      );
      const [request] = (await arrives) as [IncomingMessage];
      const left = new Promise((known) => request.once('close', known));
      socket.destroy();
      await left;
      // An answer that comes back tells that what the end set off was done before it.
      await api.anonymous.get('/bulletin');
    }
    expect(lines.filter((line) => /database|incident/.test(line))).toEqual([]);
    const figures = await api.anonymous.get<string>('/../metrics');
    expect(figures.body).not.toMatch(/route="\/api\/v1\/(?:users|org-units\/import)",status="5xx"/);
  });
});
