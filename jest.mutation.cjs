const { projects } = require('./jest.config.cjs');

/** Pure specs of what `npm run test:mutation` mutates, and nothing that needs a database. */
module.exports = {
  ...projects[0],
  testMatch: ['review', 'access', 'deadlines', 'reminders', 'rollup'].map(
    (folder) => `<rootDir>/libs/domain/${folder}/**/*.spec.ts`,
  ),
  testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
};
