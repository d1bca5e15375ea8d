import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Clock } from '@platform/clock';
import { readEnvironment } from '@platform/config';
import { ApiModule } from './api.module';
import { addressed, openApiDocument } from './openapi-document';

/**
 * Writes the OpenAPI document to the file named as first argument, or prints it. Needs no database: the
 * application is composed but nothing of it is started.
 */
async function main(file: string | undefined): Promise<void> {
  const module = ApiModule.composedOf({
    environment: readEnvironment({ SESSION_SECRET: 'not used for the document' }),
    clock: new Clock(),
    databaseUrl: 'postgres://nobody@localhost/nowhere',
  });
  const application = await NestFactory.create(module, new FastifyAdapter(), {
    preview: true,
    logger: ['error'],
  });
  const text = `${JSON.stringify(openApiDocument(addressed(application)), null, 2)}\n`;
  if (file) writeFileSync(file, text);
  else process.stdout.write(text);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
