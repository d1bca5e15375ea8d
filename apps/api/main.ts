import 'reflect-metadata';
import { Clock } from '@platform/clock';
import { readEnvironment } from '@platform/config';
import { ApiModule } from './api.module';
import { createApiApplication } from './application';

/** One API process of a server; the database is migrated beforehand by `npm run cli -- migrate`. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  if (!environment.DATABASE_URL)
    throw new Error('DATABASE_URL: required for an API process of its own; use npm start otherwise.');
  const module = ApiModule.composedOf({
    environment,
    clock: new Clock(),
    databaseUrl: environment.DATABASE_URL,
    queueNamespace: process.env.QUEUE_NAMESPACE,
  });
  const application = await createApiApplication(module, environment);
  application.enableShutdownHooks();
  await application.listen(environment.PORT, environment.HOST);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
