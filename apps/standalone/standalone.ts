import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { ApiModule } from '@apps/api/api.module';
import { createApiApplication } from '@apps/api/application';
import { WorkerModule } from '@apps/worker/worker.module';
import { loadDemonstration } from '@features/demo-data';
import { SetupService } from '@features/setup';
import { demonstrationPassword } from '@features/sign-in';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@platform/clock';
import { type Environment, isDemonstration } from '@platform/config';
import { JsonLogger } from '@platform/logging';
import { WatchServer } from '@platform/watching';
import { banner } from './banner';
import { type DatabaseSource, keptSessionSecret, openDatabase } from './database-source';
import { prepareDatabase } from './prepare-database';
import type { Shutdown } from './shutdown';
import { type StandaloneComposition, StandaloneModule } from './standalone.module';
import { StartError } from './start-error';

/**
 * Starts database, API and page in this order and says when they are ready. Whatever was started is
 * handed to `shutdown`, also when a later part fails.
 * @throws StartError, EmbeddedDatabaseError for what people can mend
 */
export async function runStandalone(
  environment: Environment,
  shutdown: Shutdown,
  say: (line: string) => void,
): Promise<void> {
  const source = await openDatabase(environment);
  shutdown.add('数据库', () => source.stop());
  watch(source, shutdown, say);
  environment.SESSION_SECRET ??= await keptSessionSecret(environment.DATA_DIR);
  const demonstration = await prepareDatabase(source, environment);

  const clock = new Clock();
  // Before anything listens, so that whoever is answered finds the data complete.
  if (demonstration === 'wanted') {
    say('正在载入演示数据…… Loading the demonstration data…');
    await loadDemonstration(environment, source.url, clock.now());
  }
  const composition = { environment, clock, databaseUrl: source.url };
  if (environment.ROLE === 'worker') return startWorker(composition, shutdown, say);
  const rootModule = environment.ROLE === 'all' ? StandaloneModule : ApiModule;
  const application = await createApiApplication(rootModule.composedOf(composition), environment);
  shutdown.add('服务', () => application.close());
  const address = await listen(application, environment);
  await source.embedded?.lock.publish({ address, databaseUrl: source.url });
  if (shutdown.asked) return;
  say(
    banner({
      address,
      demonstrationPassword: isDemonstration(environment) ? demonstrationPassword : null,
      setupCode: await application.get(SetupService, { strict: false }).invitation(),
      data: source.embedded ? resolve(environment.DATA_DIR) : 'DATABASE_URL',
    }),
  );
}

/** A worker alone: it answers nobody, so there is no address to tell. */
async function startWorker(
  composition: StandaloneComposition,
  shutdown: Shutdown,
  say: (line: string) => void,
): Promise<void> {
  const logger = new JsonLogger(composition.environment.LOG_LEVEL);
  const module = WorkerModule.composedOf(composition);
  const context = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
  shutdown.add('后台任务', () => context.close());
  const { WATCH_PORT, HOST } = composition.environment;
  if (WATCH_PORT) await context.get(WatchServer).listen(WATCH_PORT, HOST);
  say('报审后台任务已启动。The Baoshen worker is running.');
}

/** The database may end on its own: out of memory, killed by hand. Nothing works without it. */
function watch(source: DatabaseSource, shutdown: Shutdown, say: (line: string) => void): void {
  void source.embedded?.exited.then(() => {
    if (shutdown.asked) return;
    say(
      '内置数据库意外停止（例如磁盘已满），报审随之退出；原因见数据文件夹中的 postgres.log，处理后请重新运行 npm start。' +
        'The embedded database ended unexpectedly; postgres.log in the data folder says why.',
    );
    void shutdown.run(1);
  });
}

async function listen(application: NestFastifyApplication, environment: Environment): Promise<string> {
  const { HOST, PORT } = environment;
  try {
    await application.listen(PORT, HOST);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `端口 ${PORT} 已被占用。请关闭占用它的程序，或换一个端口启动：PORT=${PORT + 1} npm start\n` +
          `Port ${PORT} on ${HOST} is taken. Close what uses it, or choose another: PORT=${PORT + 1} npm start`,
      );
    }
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
      throw new StartError(
        `不能在 ${HOST}:${PORT} 上监听（${code}）。请检查 HOST 与 PORT。\nCannot listen on ${HOST}:${PORT} (${code}); check HOST and PORT.`,
      );
    }
    throw error;
  }
  const { port } = application.getHttpServer().address() as AddressInfo;
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST;
  return environment.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
