import 'reflect-metadata';
import { Clock } from '@platform/clock';
import { readEnvironment } from '@platform/config';
import { refuseTransactionPooling } from '@platform/database';
import { ApiModule } from './api.module';
import { createApiApplication } from './application';
import { OrderlyEnd } from './orderly-end';

/** What has begun may take this long once the process was asked to end; `stop_grace_period` of compose is longer. */
const patienceSeconds = 30;

/** One API process of a server; the database is migrated beforehand by `npm run cli -- migrate`. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  if (!environment.DATABASE_URL)
    throw new Error('DATABASE_URL: required for an API process of its own; use npm start otherwise.');
  await refuseTransactionPooling(environment.DATABASE_URL);
  const module = ApiModule.composedOf({
    environment,
    clock: new Clock(),
    databaseUrl: environment.DATABASE_URL,
    queueNamespace: process.env.QUEUE_NAMESPACE,
  });
  const application = await createApiApplication(module, environment);
  const end = once(async () => {
    await application
      .get(OrderlyEnd)
      .run(application, { serveOnSeconds: environment.DRAIN_SECONDS, patienceSeconds });
    process.exit(0);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
  await application.listen(environment.PORT, environment.HOST);
}

function once(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= act();
    return running;
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // A connection to the database is open already when a port turns out to be taken.
  process.exit(1);
});
