const { default: Sequencer } = require('@jest/test-sequencer');

// Suites that take longest, longest first. jest remembers durations by itself, but a fresh clone, as CI has one each
// time, knows none: a long suite that is started last keeps one core busy and the others waiting.
const longest = [
  'test/http/heaviest',
  'test/standalone/standalone',
  'test/concurrency/decisions',
  'test/http/authorisation/walk',
  'test/http/bad-input',
  'apps/worker/shutdown',
  'test/concurrency/rollup-storm',
  'libs/domain/linear-time',
  'test/http/random-lives',
  'libs/domain/review/life-cycle',
  'libs/domain/importing/import-properties',
  'libs/platform/embedded-database/embedded-database',
  'apps/worker/worker',
  'libs/features/cycle/cycle-opening',
  'libs/features/demo-data/demonstration',
  'test/http/planning-input',
  'test/http/every-plane-files',
  'test/http/every-plane',
];

/** Starts what takes longest first, and leaves the rest in jest's own order. */
module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const at = longest.findIndex((name) => path.includes(`${name}.`));
      return at < 0 ? longest.length : at;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
};
