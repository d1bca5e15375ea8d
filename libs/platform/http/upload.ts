import '@fastify/multipart';
import { isProblem, problem } from '@domain/problems';
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

/** One file of a multipart request, whole, as people named it: the name is not to be trusted as a path. */
export interface Upload {
  filename: string;
  mediaType: string;
  content: Buffer;
  /** Text fields that stood before the file. */
  fields: Record<string, string>;
}

const uploads = new WeakMap<FastifyRequest, Promise<Upload>>();

/**
 * Reads the file of a multipart request, at most 10 MiB as the application is set up. Asked again for the
 * same request it answers what was read: its Idempotency-Key is compared by the bytes before the route runs.
 * @throws unsupported_media_type (415), malformed (400) without a file, too_large (413)
 */
export function readUpload(request: FastifyRequest): Promise<Upload> {
  const known = uploads.get(request);
  if (known) return known;
  const reading = read(request);
  uploads.set(request, reading);
  return reading;
}

async function read(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw problem('unsupported_media_type', { expected: 'multipart/form-data' });
  const part = await request.file().catch(refuseBroken);
  if (!part) {
    const errors = [{ pointer: '/file', code: 'required', detail: '请选择文件。' }];
    throw problem('malformed', { reason: '' }, { errors });
  }
  let content: Buffer;
  try {
    content = await part.toBuffer();
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 413)
      throw problem('too_large', { limit: '10 MiB' });
    return refuseBroken(error);
  }
  // Cut off between two pieces: the reader looks at the mark only when a piece arrives.
  if (part.file.truncated) throw problem('too_large', { limit: '10 MiB' });
  const fields: Record<string, string> = {};
  readable(part.filename);
  for (const [name, field] of Object.entries(part.fields)) {
    const [single] = Array.isArray(field) ? field : [field];
    if (single?.type === 'field' && typeof single.value === 'string') {
      readable(single.value);
      fields[name] = single.value;
    }
  }
  return { filename: part.filename, mediaType: part.mimetype, content, fields };
}

/** The parser says by plain errors that a form is none: it has no boundary, or ends before its end. */
function refuseBroken(error: unknown): never {
  if (isProblem(error) || (error as { statusCode?: number }).statusCode !== undefined) throw error;
  const errors = [{ pointer: '/file', code: 'broken_form', detail: '上传的内容不完整，请重新上传。' }];
  throw problem('malformed', { reason: '' }, { errors });
}

/**
 * Names and fields of a form are UTF-8. The reader puts U+FFFD where they are not: better refused than kept as that.
 */
function readable(text: string): void {
  if (!text.includes('\uFFFD')) return;
  const errors = [{ pointer: '/file', code: 'not_utf8', detail: '文件名须为 UTF-8 编码，请改名后重试。' }];
  throw problem('malformed', { reason: '' }, { errors });
}

/** Documents a multipart body with one `file`. */
export const ApiUpload = (description: string) =>
  applyDecorators(
    ApiConsumes('multipart/form-data'),
    ApiBody({
      required: true,
      schema: {
        type: 'object',
        required: ['file'],
        properties: { file: { type: 'string', format: 'binary', description } },
      },
    }),
  );
