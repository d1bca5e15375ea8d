// Mutation testing of the rules that decide: npm run test:mutation -- --mutate libs/domain/review/rules/save.ts
import mutation from './libs/testing/mutation/folders.cjs';

// The random model plays fewer lives: each mutant runs them again.
process.env.LIVES ??= '12';

export default {
  mutate: mutation.folders.flatMap((folder) => [
    `libs/domain/${folder}/**/*.ts`,
    `!libs/domain/${folder}/**/*.spec.ts`,
    `!libs/domain/${folder}/**/*-cases.ts`,
  ]),
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'jest.mutation.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // A mutant that times out counts as noticed: on a busy machine a short time would praise specs that saw nothing.
  timeoutMS: 15_000,
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  ignorePatterns: ['dist', 'apps', 'test', '.data*', 'docs', 'screenshots', 'migrations', 'coverage'],
  ignoreStatic: true,
  tempDirName: '.cache/mutation',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: '.cache/mutation.json' },
  clearTextReporter: { allowColor: false, reportTests: false, allowEmojis: false },
  thresholds: { high: 95, low: 90, break: 90 },
};
