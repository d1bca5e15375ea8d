const { TestEnvironment } = require('jest-environment-node');

/** A mutant is found out by the first test that fails: the others are skipped. */
module.exports = class FirstFailureEnvironment extends TestEnvironment {
  failed = false;

  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.failed = true;
    if (event.name === 'test_start' && this.failed) event.test.mode = 'skip';
  }
};
