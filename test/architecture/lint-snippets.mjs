// Lints source texts under the project's own configuration, each as if it stood at its path. A process of
// its own because ESLint imports its configuration dynamically, which jest's sandbox cannot.
// stdin: [{file, code}], stdout: [[ruleId, …], …]
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const snippets = JSON.parse(await text(process.stdin));
const eslint = new ESLint({
  // The paths are invented, so there is no type information; the rules in question need none.
  overrideConfig: [
    { ...tseslint.configs.disableTypeChecked },
    {
      languageOptions: { parserOptions: { projectService: false } },
      rules: { 'own/whole-characters': 'off' },
    },
  ],
});
const answers = [];
for (const { file, code } of snippets) {
  const [result] = await eslint.lintText(code, { filePath: file });
  answers.push(result.messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(answers));
