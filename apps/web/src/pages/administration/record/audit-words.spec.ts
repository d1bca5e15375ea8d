import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import words from '../../../locales/zh-CN/administration.json';

const root = join(__dirname, '../../../../../..');
/** Files that record what people do, outside of a report's life. */
const recording = /AuditLog|recordAct|\bauditor\b/;
/** What a file names in the past tense: permissions are in the present. */
const act = /'([a-z_]+\.[a-z_]+(?:ed|left|sent|reset))'/g;
/** Of the same form, and told to people instead of recorded. */
const messages = new Set(['cycle.drafted']);

const sources = ['libs/features', 'apps/api']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, `${file}`)),
  )
  .filter((file) => /(?<!\.spec)\.ts$/.test(file));

it('every act that is recorded has its words in the audit', () => {
  const acts = sources
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => recording.test(text))
    .flatMap((text) => [...text.matchAll(act)].map(([, name = '']) => name))
    .filter((name) => !messages.has(name));
  expect(acts.length).toBeGreaterThan(20);
  expect(acts.filter((name) => !(name in words.audit.acts))).toEqual([]);
});
