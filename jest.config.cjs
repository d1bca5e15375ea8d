const { readFileSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join } = require('node:path');

// Packages loaded at their first use, as in the build: most specs, like most processes, never use them.
const { lazy } = JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8')).module;

/** What both projects share. */
const shared = {
  rootDir: __dirname,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  runtime: '<rootDir>/libs/testing/one-realm/runtime.cjs',
  testEnvironment: '<rootDir>/libs/testing/one-realm/environment.cjs',
  transform: {
    '^.+\\.[mc]?[jt]s$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'commonjs', lazy },
      },
    ],
  },
  moduleNameMapper: {
    '^fast-check$': '<rootDir>/libs/testing/seeded-fast-check.cjs',
    '^@domain/(.*)$': '<rootDir>/libs/domain/$1',
    '^@contracts/(.*)$': '<rootDir>/libs/contracts/$1',
    '^@platform/(.*)$': '<rootDir>/libs/platform/$1',
    '^@features/(.*)$': '<rootDir>/libs/features/$1',
    '^@testing/(.*)$': '<rootDir>/libs/testing/$1',
    '^@apps/(.*)$': '<rootDir>/apps/$1',
  },
};

const pure = [
  '<rootDir>/libs/domain/**/*.spec.ts',
  '<rootDir>/libs/contracts/**/*.spec.ts',
  '<rootDir>/apps/web/src/**/*.spec.ts',
];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  // On two cores jest would run all in one process, which then also keeps the memory of every file.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/libs/testing/longest-first.cjs',
  projects: [
    // Specs of pure code pay for no database.
    { ...shared, displayName: 'domain', testMatch: pure },
    {
      ...shared,
      displayName: 'database',
      setupFiles: ['<rootDir>/libs/testing/database/strict-runs.ts'],
      testMatch: [
        '<rootDir>/libs/{platform,features,testing}/**/*.spec.ts',
        '<rootDir>/apps/{api,worker,standalone,cli}/**/*.spec.ts',
        '<rootDir>/test/**/*.spec.ts',
      ],
      // Browser tests run under Playwright; the storms that kill processes by `npm run test:faults`.
      testPathIgnorePatterns: [
        ...shared.testPathIgnorePatterns,
        '<rootDir>/test/browser/',
        ...(process.env.BAOSHEN_FAULTS ? [] : ['<rootDir>/test/faults/']),
      ],
      globalSetup: '<rootDir>/libs/testing/database/global-setup.ts',
      globalTeardown: '<rootDir>/libs/testing/database/global-teardown.ts',
    },
  ],
  coverageProvider: 'v8',
  // Paid only by what fails anyway; a loaded machine makes a hundred rounds last minutes, and a test that is cut off
  // goes on in the background and takes its neighbours with it.
  testTimeout: 600_000,
};
