import { createHmac, randomBytes } from 'node:crypto';

/** 256 random bits; only their keyed hash is stored, so a copy of the database signs nobody in. */
export function newOpaqueToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function hashOpaqueToken(secret: string, token: string): Buffer {
  return createHmac('sha256', secret).update(token).digest();
}
