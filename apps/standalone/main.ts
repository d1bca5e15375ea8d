import 'reflect-metadata';
import { EnvironmentError, readEnvironment } from '@platform/config';
import { diskFull, isDiskFull, TransactionPoolingError } from '@platform/database';
import { EmbeddedDatabaseError } from '@platform/embedded-database';
import { Shutdown } from './shutdown';
import { runStandalone } from './standalone';
import { StartError } from './start-error';

const say = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/** Everything on one machine, in one process (design 2.1). */
async function main(): Promise<void> {
  const shutdown = new Shutdown(say);
  try {
    // On one's own screen the banner matters more than each request; LOG_LEVEL=info shows all.
    const variables = { ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'warn' };
    await runStandalone(readEnvironment(variables), shutdown, say);
  } catch (error) {
    if (shutdown.asked) return;
    const expected =
      error instanceof EnvironmentError ||
      error instanceof EmbeddedDatabaseError ||
      error instanceof TransactionPoolingError ||
      error instanceof StartError;
    process.stderr.write(`\n${expected ? error.message : describe(error)}\n\n`);
    await shutdown.run(1);
  }
}

function describe(error: unknown): string {
  if (isDiskFull(error)) return diskFull(error);
  return `启动失败 Could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

void main();
