import type { Environment } from '@platform/config';
import type { CommandContext } from './command-context';
import type { Output } from './output';

/** What a command gets to work with. */
export interface Call {
  /** Words after the command's name. */
  words: string[];
  flags: Record<string, string | boolean | string[] | undefined>;
  /** Validated when a command first asks. @throws EnvironmentError */
  environment(): Environment;
  /** Opens the application on the database when the command first needs it. */
  context(): Promise<CommandContext>;
  /** Connection string of the migrated or to be migrated database. */
  databaseUrl(): Promise<string>;
  out: Output;
}

/** Exit codes: all is well, something was found wrong, the command was misused. */
export const exitCodes = { fine: 0, wrong: 1, misused: 2 } as const;

export interface Command {
  /** As typed, e.g. `rollup verify`. */
  name: string;
  usage: string;
  summary: string;
  /** What stands below the summary in the command's own help, such as the columns of a file. */
  details?: readonly string[];
  flags?: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
  run(call: Call): Promise<number>;
}

/** Thrown for words or flags that make no sense; shown with the command's usage. */
export class UsageError extends Error {
  override name = 'UsageError';
}
