// What surrounds a spec file (`testEnvironment` in jest.config.cjs): the worker process as it is. runtime.cjs says why.
require('reflect-metadata');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const { exit } = process;

module.exports = class OneRealm {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Only asked whether it is there: runtime.cjs compiles without it. */
  getVmContext() {
    return globalThis;
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    // jest wraps it anew around each spec file.
    process.exit = exit;
    // By these jest keeps a spec's tests on the global object, and through them all that a spec has made.
    for (const key of Object.getOwnPropertySymbols(globalThis))
      if (/^(JEST_STATE|EVENT_HANDLERS|TEST_TIMEOUT)/.test(key.description ?? '')) delete globalThis[key];
  }
};
