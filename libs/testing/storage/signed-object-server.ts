import { createHash, createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignatureV4 } from '@smithy/signature-v4';

export interface ObjectServerAccess {
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface KeptObject {
  content: Buffer;
  mediaType: string;
}

interface Received {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
}

const skewMilliseconds = 15 * 60_000;

/**
 * As little of S3 as any compatible store has, but strict: a request counts only when AWS' own signer, given
 * what arrived, makes the signature that it carries, and when the body is the one that was signed. What the
 * plainest of them do not know, such as bodies in signed chunks, it refuses.
 */
export class SignedObjectServer {
  readonly objects = new Map<string, KeptObject>();
  /** Set to answer so instead of acting. */
  outage: { status: number } | 'silence' | null = null;
  private readonly told = new EventEmitter();

  private constructor(
    private readonly server: Server,
    private readonly access: ObjectServerAccess,
  ) {}

  static async start(access: ObjectServerAccess): Promise<SignedObjectServer> {
    const server = createServer();
    const started = new SignedObjectServer(server, access);
    server.on('request', (request, response) => void started.handle(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return started;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves when a request has met the outage. */
  async refused(): Promise<void> {
    await once(this.told, 'refused');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat((await request.toArray()) as Buffer[]);
    // Node's own header would tell the system's date also where a run shifts it, and clients correct themselves by it.
    response.setHeader('date', new Date().toUTCString());
    if (this.outage === 'silence') return;
    if (this.outage) {
      refuse(response, this.outage.status, 'InternalError');
      this.told.emit('refused');
      return;
    }
    const url = new URL(request.url ?? '/', this.endpoint);
    const fault = await this.faultOf({ request, url, body });
    if (fault) return refuse(response, fault === 'NotImplemented' ? 501 : 403, fault);
    const [, bucket, ...rest] = decodeURIComponent(url.pathname).split('/');
    if (bucket !== this.access.bucket) return refuse(response, 404, 'NoSuchBucket');
    this.act(request, response, { key: rest.join('/'), body });
  }

  private act(
    request: IncomingMessage,
    response: ServerResponse,
    { key, body }: { key: string; body: Buffer },
  ): void {
    const kept = this.objects.get(key);
    switch (request.method) {
      case 'PUT':
        this.objects.set(key, { content: body, mediaType: String(request.headers['content-type']) });
        response.setHeader('etag', `"${createHash('md5').update(body).digest('hex')}"`).end();
        return;
      case 'DELETE':
        this.objects.delete(key);
        response.writeHead(204).end();
        return;
      case 'GET':
      case 'HEAD':
        if (!kept) {
          refuse(response, 404, 'NoSuchKey');
          return;
        }
        response.writeHead(200, {
          'content-type': kept.mediaType,
          'content-length': kept.content.length,
        });
        response.end(request.method === 'GET' ? kept.content : undefined);
        return;
      default:
        refuse(response, 405, 'MethodNotAllowed');
    }
  }

  private async faultOf({ request, url, body }: Received): Promise<string | null> {
    const { headers } = request;
    const hash = String(headers['x-amz-content-sha256'] ?? '');
    if (hash.startsWith('STREAMING-') || headers['content-encoding']?.includes('aws-chunked'))
      return 'NotImplemented';
    if (hash !== 'UNSIGNED-PAYLOAD' && hash !== createHash('sha256').update(body).digest('hex'))
      return 'XAmzContentSHA256Mismatch';
    const signedAt = dateOf(String(headers['x-amz-date'] ?? ''));
    if (!signedAt || Math.abs(Date.now() - signedAt.getTime()) > skewMilliseconds)
      return 'RequestTimeTooSkewed';
    const expected = await this.signatureOf(request, url, signedAt);
    return expected === headers.authorization ? null : 'SignatureDoesNotMatch';
  }

  private async signatureOf(
    request: IncomingMessage,
    url: URL,
    signingDate: Date,
  ): Promise<string | undefined> {
    const names = /SignedHeaders=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split(';') ?? [];
    if (!names.includes('host') || !names.includes('x-amz-content-sha256')) return undefined;
    const headers = Object.fromEntries(names.map((name) => [name, String(request.headers[name] ?? '')]));
    const { accessKeyId, secretAccessKey, region } = this.access;
    const signer = new SignatureV4({
      credentials: { accessKeyId, secretAccessKey },
      region,
      service: 's3',
      sha256: Sha256,
      uriEscapePath: false,
    });
    const signed = await signer.sign(
      {
        method: request.method ?? 'GET',
        protocol: 'http:',
        hostname: url.hostname,
        port: Number(url.port),
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers,
      },
      { signingDate, signableHeaders: new Set(names) },
    );
    return signed.headers.authorization;
  }
}

/** Node's SHA-256 and HMAC in the shape that the signer asks for. */
class Sha256 {
  private readonly hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.hash.digest()));
  }

  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data, 'utf8');
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}

/** 20251120T010000Z */
function dateOf(text: string): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return match ? new Date(`${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}Z`) : null;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(text);
}
