import { parseArgs } from 'node:util';
import { isProblem } from '@domain/problems';
import { BackupError } from '@features/backup';
import { EnvironmentError, readEnvironment } from '@platform/config';
import {
  databaseProblem,
  diskFull,
  isDiskFull,
  isOutage,
  NewerSchemaError,
  TransactionPoolingError,
} from '@platform/database';
import { EmbeddedDatabaseError } from '@platform/embedded-database';
import { type Call, type Command, exitCodes, UsageError } from './command';
import { CommandContext } from './command-context';
import { commands } from './commands';
import { accessDatabase, type DatabaseAccess } from './database-access';
import { Output } from './output';

export interface Streams {
  out(text: string): void;
  error(text: string): void;
}

/** Runs what the words ask for and answers the exit code; never throws. */
export async function runCommand(
  words: string[],
  variables: Record<string, string | undefined>,
  streams: Streams,
): Promise<number> {
  const command = findCommand(words);
  if (!command) {
    streams[asksForHelp(words) ? 'out' : 'error'](overview());
    return asksForHelp(words) ? exitCodes.fine : exitCodes.misused;
  }
  const rest = words.slice(command.name.split(' ').length);
  if (asksForHelp(rest)) {
    streams.out(`${usageOf(command)}\n`);
    return exitCodes.fine;
  }
  const opened: Opened = {};
  try {
    return await command.run(prepare(command, rest, variables, streams, opened));
  } catch (error) {
    streams.error(`${explain(error, command)}\n`);
    return error instanceof UsageError ? exitCodes.misused : exitCodes.wrong;
  } finally {
    await opened.context?.close();
    await opened.access?.close();
  }
}

interface Opened {
  access?: DatabaseAccess;
  context?: CommandContext;
}

function prepare(
  command: Command,
  rest: string[],
  variables: Record<string, string | undefined>,
  streams: Streams,
  opened: Opened,
): Call {
  const { values, positionals } = parse(command, rest);
  // Commands sign nobody in: a server's secret is not asked of who only runs one.
  const environment = () =>
    readEnvironment({ ...variables, SESSION_SECRET: variables.SESSION_SECRET || 'not used by commands' });
  const databaseUrl = async () => {
    opened.access ??= await accessDatabase(environment());
    return opened.access.url;
  };
  return {
    words: positionals,
    flags: values,
    out: new Output((text) => streams.out(text), values.json === true),
    environment,
    databaseUrl,
    context: async () => {
      opened.context ??= await CommandContext.open(environment(), await databaseUrl());
      return opened.context;
    },
  };
}

function parse(command: Command, rest: string[]) {
  try {
    return parseArgs({
      args: rest,
      options: { ...command.flags, json: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function findCommand(words: string[]): Command | undefined {
  return commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
}

function asksForHelp(words: string[]): boolean {
  return words.includes('--help') || words.includes('-h') || words[0] === 'help';
}

function overview(): string {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`);
  return ['用法 Usage: npm run cli -- COMMAND [--json]', '', ...lines, ''].join('\n');
}

function usageOf({ usage, summary, details = [] }: Command): string {
  return [`npm run cli -- ${usage}`, `  ${summary}`, ...details.map((line) => `  ${line}`)].join('\n');
}

/** Errors whose message is all that the operator needs. */
const spoken = [
  EnvironmentError,
  EmbeddedDatabaseError,
  NewerSchemaError,
  BackupError,
  TransactionPoolingError,
];

function explain(thrown: unknown, command: Command): string {
  const { code } = thrown as NodeJS.ErrnoException;
  if (isDiskFull(thrown)) return diskFull(thrown);
  if (code === 'ENOTFOUND' || isOutage(thrown)) {
    return '连接不上 DATABASE_URL 所指的数据库。The database of DATABASE_URL cannot be reached.';
  }
  const error = databaseProblem(thrown) ?? thrown;
  if (error instanceof UsageError) return `${error.message}\n\n${usageOf(command)}`;
  if (isProblem(error)) {
    const fields = error.errors.map(({ pointer, detail }) => `  ${pointer}  ${detail}`);
    return [`${error.title}：${error.detail()}`, ...fields].join('\n');
  }
  if (spoken.some((type) => error instanceof type)) return (error as Error).message;
  if (code === '42P01') {
    return '数据库尚未建表，请先运行 npm run cli -- migrate。The database has no tables yet: run migrate first.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
