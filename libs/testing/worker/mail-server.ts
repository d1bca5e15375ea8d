import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What to do with a letter once its text has arrived. `hang_up`: take it and cut the line without a word. */
export type Reception = 'accept' | 'refuse' | 'hang_up';

/** A mail server that speaks just enough SMTP, counts what it took, and can be told to misbehave. */
export class MailServer {
  /** Whole letters taken, headers included. */
  readonly letters: string[] = [];
  reception: Reception = 'accept';
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => this.talk(socket));

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: Socket): void {
    let text = '';
    let inLetter = false;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.write('220 test\r\n');
    socket.on('data', (data) => {
      text += data.toString('utf8');
      for (;;) {
        const end = text.indexOf(inLetter ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + (inLetter ? 5 : 2));
        if (inLetter) {
          inLetter = false;
          this.take(socket, part);
        } else {
          inLetter = /^DATA$/i.test(part);
          socket.write(inLetter ? '354 go on\r\n' : /^QUIT/i.test(part) ? '221 bye\r\n' : '250 OK\r\n');
        }
      }
    });
  }

  private take(socket: Socket, letter: string): void {
    if (this.reception === 'refuse') {
      socket.write('451 try later\r\n');
      return;
    }
    this.letters.push(letter);
    if (this.reception === 'hang_up') socket.destroy();
    else socket.write('250 taken\r\n');
  }
}
