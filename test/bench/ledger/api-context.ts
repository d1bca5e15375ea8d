import { ApiModule } from '@apps/api/api.module';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@platform/clock';
import { workerEnvironment } from '@testing/worker';

/** The services of an API without its HTTP, on the given database. */
export function apiContext(databaseUrl: string): Promise<INestApplicationContext> {
  const module = ApiModule.composedOf({
    environment: workerEnvironment(databaseUrl, 'postgres'),
    clock: new Clock(),
    databaseUrl,
    queueNamespace: 'bench',
  });
  return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
}
