import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { problem } from '@domain/problems';
import { Injectable } from '@nestjs/common';
import { Environment } from '@platform/config';

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals answers that tell a password or a token once, so that they lie in no copy of the database while their
 * Idempotency-Key is remembered. The key is derived from SESSION_SECRET; what is sealed for one request cannot
 * be opened for another.
 */
@Injectable()
export class AnswerSeal {
  private readonly key: Buffer;

  constructor(environment: Environment) {
    const secret = environment.SESSION_SECRET ?? randomBytes(32);
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'baoshen idempotency answer', 32));
  }

  /** @param request what the answer belongs to: the user's id and the Idempotency-Key */
  seal(body: unknown, request: string): { sealed: string } {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.key, nonce).setAAD(Buffer.from(request));
    const text = Buffer.concat([sealing.update(JSON.stringify(body ?? null), 'utf8'), sealing.final()]);
    return { sealed: Buffer.concat([nonce, sealing.getAuthTag(), text]).toString('base64') };
  }

  /** @throws answer_lost where the secret was changed since */
  open({ sealed }: { sealed: string }, request: string): unknown {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const opening = createDecipheriv(cipher, this.key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(request))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const text = opening.update(bytes.subarray(nonceBytes + tagBytes));
      return JSON.parse(Buffer.concat([text, opening.final()]).toString('utf8'));
    } catch {
      throw problem('answer_lost');
    }
  }
}
