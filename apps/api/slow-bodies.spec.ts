import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import multipart from '@fastify/multipart';
import { until } from '@testing/until';
import Fastify, { type FastifyInstance } from 'fastify';
import { endSlowBodies, longestRequestMilliseconds } from './slow-bodies';

const windowMs = 400;

describe('bodies that arrive slowly', () => {
  let server: FastifyInstance;
  let port: number;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    server = Fastify({ requestTimeout: longestRequestMilliseconds });
    await server.register(multipart, { limits: { fileSize: 20 * 1024 * 1024 } });
    endSlowBodies(server, { windowMs, leastBytes: 1000, wholeWithinMs: 3 * windowMs });
    server.post('/files', async (request) => ({ size: (await (await request.file())?.toBuffer())?.length }));
    server.post('/texts', (request) => ({ text: request.body }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    ({ port } = server.server.address() as AddressInfo);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await server.close();
  });

  const open = async (path: string, type: string, length: number) => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    let closed = false;
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('close', () => (closed = true));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
    );
    return { socket, answer: () => answer, closed: () => closed };
  };
  const head =
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n';
  const tail = '\r\n--x--\r\n';
  /** Sends in pieces, one after another at a steady pace. */
  const trickle = async (socket: Socket, pieces: number, size: number, everyMs: number) => {
    for (let sent = 0; sent < pieces && !socket.destroyed; sent += 1) {
      socket.write('a'.repeat(size));
      const due = Date.now() + everyMs;
      await until('the next piece is due', () => Promise.resolve(Date.now() >= due));
    }
  };

  it('a scan over a slow line arrives, however long it takes', async () => {
    const size = 30 * 500;
    const upload = await open('/files', 'multipart/form-data; boundary=x', head.length + size + tail.length);
    upload.socket.write(head);
    // Five windows long and longer than any other body may take.
    await trickle(upload.socket, 30, 500, windowMs / 6);
    upload.socket.write(tail);
    await until('it is answered', () => Promise.resolve(upload.answer().includes(`"size":${size}`)));
  });

  it('one that stalls is cut with 408', async () => {
    const upload = await open('/files', 'multipart/form-data; boundary=x', 1_000_000);
    upload.socket.write(head);
    await trickle(upload.socket, 3, 500, windowMs / 8);
    await until('it is cut', () => Promise.resolve(upload.closed()));
    expect(upload.answer()).toContain('408 Request Timeout');
  });

  it('one that is sent drop by drop is cut, and a text must be whole within its time', async () => {
    const upload = await open('/files', 'multipart/form-data; boundary=x', 1_000_000);
    upload.socket.write(head);
    await trickle(upload.socket, 40, 1, windowMs / 8);
    await until('it is cut', () => Promise.resolve(upload.closed()));
    const text = await open('/texts', 'application/json', 1_000_000);
    await trickle(text.socket, 40, 1000, windowMs / 4);
    await until('the text is cut', () => Promise.resolve(text.closed()));
    expect(text.answer()).toContain('408 Request Timeout');
  });
});
