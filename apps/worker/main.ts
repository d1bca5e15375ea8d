import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@platform/clock';
import { readEnvironment } from '@platform/config';
import { refuseTransactionPooling } from '@platform/database';
import { JsonLogger } from '@platform/logging';
import { WatchServer } from '@platform/watching';
import { WorkerModule } from './worker.module';

/** One worker process of a server; SIGTERM lets it finish the jobs it has begun. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  if (!environment.DATABASE_URL)
    throw new Error('DATABASE_URL: required for a worker process of its own; use npm start otherwise.');
  await refuseTransactionPooling(environment.DATABASE_URL);
  const module = WorkerModule.composedOf({
    environment,
    clock: new Clock(),
    databaseUrl: environment.DATABASE_URL,
    queueNamespace: process.env.QUEUE_NAMESPACE,
  });
  const created = NestFactory.createApplicationContext(module, {
    logger: new JsonLogger(environment.LOG_LEVEL),
    abortOnError: false,
  });
  // Jobs begin while the context is still being made: from here on the process finishes what it has begun.
  let asked = false;
  const end = () => {
    if (asked) return;
    asked = true;
    void created.then((application) => application.close()).then(() => process.exit(0), failed);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  const application = await created;
  if (environment.WATCH_PORT)
    await application.get(WatchServer).listen(environment.WATCH_PORT, environment.HOST);
}

function failed(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

main().catch(failed);
