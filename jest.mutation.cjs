const { projects } = require('./jest.config.cjs');

/** Pure specs of what `npm run test:mutation` mutates, and nothing that needs a database. */
module.exports = {
  ...projects[0],
  // Nothing else is looked through before each mutant's run.
  roots: ['<rootDir>/libs/domain', '<rootDir>/libs/testing'],
  setupFiles: ['<rootDir>/libs/testing/mutation/fixed-seed.cjs'],
  testMatch: ['<rootDir>/libs/testing/mutation/pure-specs.cjs'],
  // jest's own, with a realm for each run: a mutant may spoil whatever is shared.
  runtime: require.resolve('jest-runtime'),
  testEnvironment: require.resolve('./libs/testing/mutation/first-failure.cjs'),
};
