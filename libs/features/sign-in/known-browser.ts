import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment, servedOverHttps } from '@platform/config';
import { SessionSecret } from './session-secret';

const keptDays = 180;
/** People who share one computer, as in an office. */
const mostAccounts = 5;
/** `<random>.<day of expiry>.<signature over both and the account>` */
const proof = /^([\w-]{16})\.(\d{4,6})\.([\w-]{43})$/;

/**
 * Recognises a browser in which somebody has signed in to this account before, by a cookie that we signed. It opens
 * nothing: it only keeps a count of wrong passwords of its own, so that a stranger's guesses do not shut its owner
 * out (OWASP, device cookies).
 */
@Injectable()
export class KnownBrowser {
  readonly cookie: string;
  readonly maxAgeSeconds = keptDays * 86_400;

  constructor(
    private readonly secret: SessionSecret,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    this.cookie = servedOverHttps(environment) ? '__Host-baoshen_device' : 'baoshen_device';
  }

  /** The name under which this browser is counted for the account; null for a stranger's. */
  recognise(cookie: string | undefined, userId: string): string | null {
    for (const entry of entriesOf(cookie)) {
      const [, nonce = '', day = '', signature = ''] = proof.exec(entry) ?? [];
      if (Number(day) < this.today() || !this.isSigned(nonce, day, userId, signature)) continue;
      return `${userId}:${nonce}`;
    }
    return null;
  }

  /** The cookie's value after a sign-in: proof of this account, and what the browser proved of others. */
  afterSignIn(cookie: string | undefined, userId: string): string {
    const others = entriesOf(cookie).filter((entry) => this.recognise(entry, userId) === null);
    const nonce = randomBytes(12).toString('base64url');
    const day = String(this.today() + keptDays);
    const own = `${nonce}.${day}.${this.sign(nonce, day, userId).toString('base64url')}`;
    return [own, ...others].slice(0, mostAccounts).join('!');
  }

  private today(): number {
    return Math.floor(this.clock.now().getTime() / 86_400_000);
  }

  private sign(nonce: string, day: string, userId: string): Buffer {
    return createHmac('sha256', this.secret.value).update(`device ${nonce} ${day} ${userId}`).digest();
  }

  private isSigned(nonce: string, day: string, userId: string, signature: string): boolean {
    const given = Buffer.from(signature, 'base64url');
    const expected = this.sign(nonce, day, userId);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

function entriesOf(cookie: string | undefined): string[] {
  if (!cookie || cookie.length > 600) return [];
  return cookie
    .split('!')
    .filter((entry) => proof.test(entry))
    .slice(0, mostAccounts);
}
