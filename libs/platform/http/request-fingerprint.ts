import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readUpload } from './upload';

/**
 * What makes two requests the same: method, address and body, of an upload the very bytes.
 * @throws what {@link readUpload} throws for a multipart body that cannot be read
 */
export async function fingerprintOf(request: FastifyRequest): Promise<string> {
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`);
  if (String(request.headers['content-type'] ?? '').startsWith('multipart/')) {
    const { filename, mediaType, fields, content } = await readUpload(request);
    hash.update(`multipart:${JSON.stringify([filename, mediaType, Object.entries(fields).sort()])}\n`);
    hash.update(content);
  } else {
    hash.update(JSON.stringify(request.body ?? null));
  }
  return hash.digest('base64url');
}
