import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const built = [resolve(__dirname, '../../../apps/web/dist'), resolve(__dirname, '../web/dist')];

const withoutPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>报审</title>
<p>报审正在运行。页面尚未构建；接口说明见 <a href="/api/docs">/api/docs</a>。</p></html>`;

/**
 * Serves the built page at every path outside /api; hashed assets are cached for a year, the page never.
 * Without a built page `/` leads to the API's documentation.
 */
export async function servePage(application: NestFastifyApplication): Promise<void> {
  const root = built.find((folder) => existsSync(join(folder, 'index.html')));
  const fastify = application.getHttpAdapter().getInstance();
  if (!root) {
    fastify.get('/', (_: FastifyRequest, reply: FastifyReply) =>
      reply.type('text/html; charset=utf-8').send(withoutPage),
    );
    return;
  }
  await application.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    maxAge: '365d',
    immutable: true,
    preCompressed: true,
  });
  fastify.get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path.startsWith('/api/') || path === '/api' || path.startsWith('/assets/'))
      return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false });
  });
}
