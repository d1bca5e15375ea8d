import { Injectable } from '@nestjs/common';
import { Clock } from '@platform/clock';
import { Environment, servedOverHttps } from '@platform/config';
import { Authenticator, type Caller } from '@platform/http';
import type { FastifyRequest } from 'fastify';
import { CallerRepository, type FoundCaller } from './caller.repository';
import { hashOpaqueToken } from './opaque-token';
import { SessionSecret } from './session-secret';

/** Behind TLS the name carries the prefix by which browsers refuse a cookie set by another host or without TLS. */
export function sessionCookieOf(environment: Environment): string {
  return servedOverHttps(environment) ? '__Host-baoshen_session' : 'baoshen_session';
}
/** A session that nobody used for this long is over; at the latest it ends when it expires. */
export const idleHours = 8;
export const sessionHours = 24;
const touchEveryMilliseconds = 60_000;

/** Recognises a personal access token in the Authorization header or a session in the cookie. */
@Injectable()
export class CredentialAuthenticator extends Authenticator {
  private readonly sessionCookie: string;

  constructor(
    private readonly callers: CallerRepository,
    private readonly secret: SessionSecret,
    private readonly clock: Clock,
    environment: Environment,
  ) {
    super();
    this.sessionCookie = sessionCookieOf(environment);
  }

  async authenticate(request: FastifyRequest): Promise<Caller | null> {
    const now = this.clock.now();
    const found = await this.find(request, now);
    if (!found) return null;
    if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() > touchEveryMilliseconds) {
      const { credential } = found.caller;
      if (credential.kind === 'session') await this.callers.touchSession(credential.id, now);
      else await this.callers.touchAccessToken(credential.id, now);
    }
    return found.caller;
  }

  private find(request: FastifyRequest, now: Date): Promise<FoundCaller | null> {
    const bearer = /^Bearer ([\w-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer) return this.callers.byAccessToken(hashOpaqueToken(this.secret.value, bearer), now);
    const cookie = request.cookies[this.sessionCookie];
    if (!cookie || request.headers.authorization !== undefined) return Promise.resolve(null);
    const idleSince = new Date(now.getTime() - idleHours * 3_600_000);
    return this.callers.bySession(hashOpaqueToken(this.secret.value, cookie), now, idleSince);
  }
}
