import 'reflect-metadata';
import { runCommand } from './run-command';

/** The operator's commands (design 2.1). */
void runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
